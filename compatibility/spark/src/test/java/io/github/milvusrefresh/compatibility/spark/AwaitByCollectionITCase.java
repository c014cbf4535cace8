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
package io.github.milvusrefresh.compatibility.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.ServerErrorException;
import io.github.milvusrefresh.embedded.JobControl;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wait for whatever job a collection has. */
class AwaitByCollectionITCase {

  private static final String CALL = "CALL milvus_refresh.sys.await_refresh(%s)";

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  private JobControl refresh(String collection) {
    return env.milvus().job(env.milvus().refresh(collection));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "collection => 'docs'",
        "collection => 'default.docs', timeout => '1m'",
        "job_id => NULL, collection => 'docs'",
        "NULL, '1m', 'throw', 'completed', 'docs'"
      })
  void awaitsTheJobThatRuns(String arguments) {
    refresh("docs").complete();
    JobControl running = refresh("docs");
    running
        .thenOnPoll(job -> job.inProgress(10))
        .thenOnPoll(job -> job.inProgress(40))
        .thenOnPoll(JobControl::complete);

    Row row = env.row(CALL, arguments);

    assertThat(row.<Long>getAs("job_id")).isEqualTo(running.jobId());
    assertThat(row.<String>getAs("outcome")).isEqualTo("COMPLETED");
  }

  @Test
  void takesTheNewestJobIfNoneRuns() {
    env.milvus().createExternalCollection("other", "/data/other", "{\"format\":\"parquet\"}");
    refresh("docs").fail("bad file");
    JobControl newest = refresh("docs").complete();
    refresh("other");

    assertThat(env.row(CALL, "collection => 'docs'").<Long>getAs("job_id"))
        .isEqualTo(newest.jobId());
  }

  @Test
  void saysThatTheCollectionHasNoJob() {
    assertThat(Failures.of(() -> env.sql(CALL, "collection => 'docs'")))
        .isInstanceOf(JobNotFoundException.class)
        .hasMessageStartingWith("[JOB_NOT_FOUND] Collection 'docs' has no refresh job");
  }

  @Test
  void aRowCanLackEvenTheId() {
    Row row = env.row(CALL, "collection => 'docs', on_failure => 'return'");

    assertThat(row.<String>getAs("outcome")).isEqualTo("NOT_FOUND");
    assertThat(row.<Long>getAs("job_id")).isNull();
    assertThat(row.schema().apply("job_id").nullable()).isTrue();
  }

  @Test
  void saysThatThereIsNoSuchCollection() {
    assertThat(Failures.of(() -> env.sql(CALL, "collection => 'nope', on_failure => 'return'")))
        .isInstanceOf(ServerErrorException.class)
        .hasMessageContaining("collection not found")
        .hasMessageContaining("nope");
  }

  @Test
  void wantsAJobOrACollection() {
    assertThat(Failures.of(() -> env.sql(CALL, "")))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "[INVALID_ARGUMENT] Argument 'job_id' is missing: expected the id that refresh"
                + " returned, or else collection => '...'.");
    assertThat(Failures.of(() -> env.sql(CALL, "1, collection => 'docs'")))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "[INVALID_ARGUMENT] Arguments 'job_id' and 'collection' are both given: expected one,"
                + " since the id names a job and the collection its latest one.");
    assertThat(env.calls()).isZero();
  }
}
