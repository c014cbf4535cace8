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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Waits that return how they ended. */
class OutcomeITCase {

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  private Map<String, Object> end(long jobId, Map<String, String> options, String arguments) {
    Map<String, String> all = new HashMap<>(options);
    all.put("uri", milvus.uri());
    Map<String, Object> row =
        Sql.streaming()
            .connect(all)
            .one(
                "CALL milvus_refresh.sys.await_refresh(job_id => %d, on_failure => 'return'%s)"
                    .formatted(jobId, arguments));
    assertThat(row).containsEntry("job_id", jobId);
    return row;
  }

  private Map<String, Object> end(long jobId, String arguments) {
    return end(jobId, Map.of(), arguments);
  }

  @Test
  void completed() {
    assertThat(end(milvus.refresh().complete().jobId(), "")).containsEntry("outcome", "COMPLETED");
  }

  @Test
  void failed() {
    assertThat(end(milvus.refresh().fail("no such bucket").jobId(), ""))
        .containsEntry("outcome", "FAILED")
        .containsEntry("reason", "no such bucket");
  }

  @Test
  void appliedButNotIndexed() {
    long said = milvus.refresh().fail("timeout waiting for indexes of 3 segments").jobId();
    assertThat(end(said, "")).containsEntry("outcome", "APPLIED_NOT_INDEXED");
    long completed = milvus.refresh().complete().jobId();
    milvus.server().createIndex(ScriptedMilvus.COLLECTION, "vector");
    milvus.server().collection(ScriptedMilvus.COLLECTION).indexFailed("out of memory");
    assertThat(end(completed, ", wait_for => 'indexed'"))
        .containsEntry("outcome", "APPLIED_NOT_INDEXED")
        .containsEntry("state", "RefreshCompleted");
  }

  @Test
  void timedOut() {
    assertThat(end(milvus.refresh().inProgress(40).jobId(), ", timeout => '300ms'"))
        .containsEntry("outcome", "TIMED_OUT")
        .containsEntry("progress", 40);
  }

  @Test
  void timedOutBeforeTheDataWasReady() {
    long jobId = milvus.refresh().complete().jobId();
    milvus.server().createIndex(ScriptedMilvus.COLLECTION, "vector");
    milvus.server().collection(ScriptedMilvus.COLLECTION).indexing(200);
    assertThat(end(jobId, ", timeout => '300ms', wait_for => 'loaded'"))
        .containsEntry("outcome", "TIMED_OUT")
        .containsEntry("state", "RefreshCompleted");
  }

  @Test
  void notFound() {
    long unknown = milvus.refresh().jobId() + (1L << 40);
    assertThat(end(unknown, ", timeout => '1s'"))
        .containsEntry("outcome", "NOT_FOUND")
        .containsEntry("state", null);
  }

  @Test
  void expired() {
    JobControl job = milvus.refresh().inProgress(10);
    job.thenOnPoll(j -> {}).thenOnPoll(JobControl::expire);
    assertThat(end(job.jobId(), ", timeout => '1s'")).containsEntry("outcome", "EXPIRED");
  }

  @Test
  void unreachable() {
    JobControl job = milvus.refresh().inProgress(10);
    job.thenOnPoll(j -> {}).thenOnPoll(j -> milvus.server().faults().unavailable());
    assertThat(end(job.jobId(), Map.of("await.unreachable-timeout", "500ms"), ""))
        .containsEntry("outcome", "UNREACHABLE")
        .containsEntry("progress", 10);
  }

  @Test
  void stalled() {
    Map<String, String> impatient =
        Map.of("await.pending-timeout", "300ms", "await.fail-when-stalled", "true");
    assertThat(end(milvus.refresh().jobId(), impatient, ""))
        .containsEntry("outcome", "STALLED")
        .containsEntry("state", "RefreshPending");
  }

  @Test
  void mistakesAreErrorsAllTheSame() {
    Sql sql = Sql.streaming().connect(Map.of("uri", milvus.uri()));
    assertThat(
            sql.error("CALL milvus_refresh.sys.await_refresh(job_id => 1, on_failure => 'ignore')"))
        .contains("Argument 'on_failure' is 'ignore': expected 'throw' or 'return'.");
  }
}
