/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License
 * is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express
 * or implied. See the License for the specific language governing permissions and limitations under
 * the License.
 */
package io.github.milvusrefresh.core.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.IfRunning;
import io.github.milvusrefresh.core.OnFailure;
import io.github.milvusrefresh.core.Readiness;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  private static Arguments of(Routine routine, Map<String, Object> values) {
    return Arguments.of(routine.arguments(), values);
  }

  @Test
  void readsWhatWasGiven() {
    Arguments arguments =
        of(
            Routine.REFRESH,
            Map.of(
                "collection", "db.docs", "wait", "TRUE", "timeout", "5m", "external_source", "s"));

    assertThat(arguments.collection()).hasValue(new CollectionName("db", "docs"));
    assertThat(arguments.isWait()).isTrue();
    assertThat(arguments.timeout()).hasValue(Duration.ofMinutes(5));
    assertThat(arguments.externalSource()).hasValue("s");
    assertThat(arguments.externalSpec()).isEmpty();
  }

  @Test
  void nullCountsAsLeftOut() {
    Map<String, Object> values = new HashMap<>();
    values.put("job_id", 7L);
    values.put("timeout", null);
    values.put("on_failure", null);

    Arguments arguments = of(Routine.AWAIT_REFRESH, values);

    assertThat(arguments.timeout()).isEmpty();
    assertThat(arguments.onFailure()).isEmpty();
    assertThat(arguments.waitFor()).isEmpty();
  }

  @Test
  void namesAMissingArgument() {
    assertThatThrownBy(() -> of(Routine.REFRESH_JOB, Map.of()))
        .hasMessage(
            "[INVALID_ARGUMENT] Argument 'job_id' is missing: expected the id that refresh"
                + " returned.");
  }

  @Test
  void namesAnUnknownArgumentAndThoseThereAre() {
    assertThatThrownBy(() -> of(Routine.AWAIT_REFRESH, Map.of("job_id", 1, "timout", "5m")))
        .hasMessage(
            "[INVALID_ARGUMENT] There is no argument 'timout': expected one of job_id, timeout,"
                + " on_failure, wait_for, collection.");
  }

  @Test
  void namesWrongChoices() {
    Arguments await =
        of(Routine.AWAIT_REFRESH, Map.of("on_failure", "ignore", "wait_for", "searchable"));
    assertThatThrownBy(await::onFailure)
        .hasMessage(
            "[INVALID_ARGUMENT] Argument 'on_failure' is 'ignore': expected 'throw' or 'return'.");
    assertThatThrownBy(await::waitFor)
        .hasMessage(
            "[INVALID_ARGUMENT] Argument 'wait_for' is 'searchable': expected 'completed',"
                + " 'indexed' or 'loaded'.");
    assertThatThrownBy(
            of(Routine.REFRESH, Map.of("collection", "c", "if_running", "kill"))::ifRunning)
        .hasMessage(
            "[INVALID_ARGUMENT] Argument 'if_running' is 'kill': expected 'fail', 'attach' or"
                + " 'queue'.");
    assertThatThrownBy(
            () -> of(Routine.REFRESH, Map.of("collection", "c", "wait", "perhaps")).isWait())
        .hasMessageContaining("'wait' is 'perhaps': expected true or false");
    assertThatThrownBy(() -> of(Routine.REFRESH, Map.of("collection", "a.b.c")).collection())
        .hasMessageContaining("'collection' is 'a.b.c': expected the name of a collection");
  }

  @Test
  void readsChoicesInAnyCase() {
    Arguments await =
        of(Routine.AWAIT_REFRESH, Map.of("on_failure", "RETURN", "wait_for", " Loaded "));

    assertThat(await.onFailure()).hasValue(OnFailure.RETURN);
    assertThat(await.waitFor()).hasValue(Readiness.LOADED);
    assertThat(of(Routine.REFRESH, Map.of("collection", "c", "if_running", "Queue")).ifRunning())
        .hasValue(IfRunning.QUEUE);
  }

  @Test
  void awaitsAJobOrTheLatestOfACollection() {
    assertThat(of(Routine.AWAIT_REFRESH, Map.of("job_id", "7")).awaitTarget())
        .isEqualTo(AwaitTarget.job(7));
    assertThat(of(Routine.AWAIT_REFRESH, Map.of("collection", "db.docs")).awaitTarget())
        .isEqualTo(AwaitTarget.latestJob(new CollectionName("db", "docs")));
  }

  @Test
  void wantsAJobOrACollection() {
    assertThatThrownBy(() -> of(Routine.AWAIT_REFRESH, Map.of()).awaitTarget())
        .hasMessage(
            "[INVALID_ARGUMENT] Argument 'job_id' is missing: expected the id that refresh"
                + " returned, or else collection => '...'.");
    assertThatThrownBy(
            () ->
                of(Routine.AWAIT_REFRESH, Map.of("job_id", 7, "collection", "docs")).awaitTarget())
        .hasMessage(
            "[INVALID_ARGUMENT] Arguments 'job_id' and 'collection' are both given: expected one,"
                + " since the id names a job and the collection its latest one.");
  }

  @Test
  void showsNoValues() {
    Arguments arguments =
        of(Routine.REFRESH, Map.of("collection", "c", "external_spec", "{\"secret\":1}"));

    assertThat(arguments.toString()).contains("external_spec").doesNotContain("secret");
  }
}
