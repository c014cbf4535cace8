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
package io.github.milvusrefresh.compatibility.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.embedded.JobControl;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wait for whatever job a collection has. */
class AwaitByCollectionITCase {

  private static final String CALL = "CALL milvus_refresh.sys.await_refresh(%s)";

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  private Sql sql;

  @BeforeEach
  void connect() {
    sql = Sql.streaming().connect(Map.of("uri", milvus.uri()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "collection => 'docs'",
        "timeout => '1m', collection => 'default.docs'",
        "job_id => CAST(NULL AS BIGINT), collection => 'docs'",
        "CAST(NULL AS BIGINT), '1m', 'throw', 'completed', 'docs'"
      })
  void awaitsTheJobThatRuns(String arguments) {
    milvus.refresh().complete();
    JobControl running = milvus.refresh();
    running
        .thenOnPoll(job -> job.inProgress(10))
        .thenOnPoll(job -> job.inProgress(40))
        .thenOnPoll(JobControl::complete);
    assertThat(sql.one(CALL.formatted(arguments)))
        .containsEntry("job_id", running.jobId())
        .containsEntry("outcome", "COMPLETED");
  }

  @Test
  void takesTheNewestJobIfNoneRuns() {
    milvus.refresh().fail("no such bucket");
    long newest = milvus.refresh().complete().jobId();
    assertThat(sql.one(CALL.formatted("collection => 'docs'"))).containsEntry("job_id", newest);
  }

  @Test
  void aCollectionCanHaveNoJob() {
    assertThat(sql.error(CALL.formatted("collection => 'docs'")))
        .contains("[JOB_NOT_FOUND] Collection 'docs' has no refresh job");
    assertThat(sql.one(CALL.formatted("collection => 'docs', on_failure => 'return'")))
        .containsEntry("job_id", null)
        .containsEntry("outcome", "NOT_FOUND");
  }

  @Test
  void saysThatThereIsNoSuchCollection() {
    assertThat(sql.error(CALL.formatted("collection => 'nope'")))
        .contains("collection not found", "nope");
  }

  @Test
  void wantsAJobOrACollection() {
    assertThat(sql.error(CALL.formatted("")))
        .contains(
            "Argument 'job_id' is missing: expected the id that refresh returned, or else"
                + " collection => '...'.");
    assertThat(sql.error(CALL.formatted("collection => 'docs', job_id => 1")))
        .contains("Arguments 'job_id' and 'collection' are both given: expected one");
  }
}
