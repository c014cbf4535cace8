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

import static io.github.milvusrefresh.compatibility.flink.ScriptedMilvus.COLLECTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.embedded.JobControl;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** CALL in all its forms. */
class ProcedureITCase {

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  private Sql sql;

  @BeforeEach
  void connect() {
    sql = Sql.streaming().connect(Map.of("uri", milvus.uri()));
  }

  @Test
  void awaitsByPosition() {
    long id = milvus.refresh().inProgress(40).thenOnPoll(JobControl::complete).jobId();
    Map<String, Object> row = sql.one("CALL milvus_refresh.sys.await_refresh(" + id + ")");
    assertThat(row).containsEntry("job_id", id);
    assertThat(row).containsEntry("collection_name", COLLECTION);
    assertThat(row).containsEntry("state", "RefreshCompleted");
    assertThat(row).containsEntry("progress", 100);
    assertThat(row).containsEntry("reason", null);
    assertThat(row.get("start_time")).isInstanceOf(Instant.class);
    assertThat(row.get("end_time")).isInstanceOf(Instant.class);
    assertThat(row).containsEntry("outcome", "COMPLETED");
    assertThat(row).containsEntry("polls", 1);
  }

  @Test
  void awaitsByNameInAnyOrder() {
    long id = milvus.refresh().complete().jobId();
    String call = "CALL milvus_refresh.sys.await_refresh(";
    assertThat(sql.run(call + "job_id => " + id + ")")).hasSize(1);
    assertThat(sql.run(call + "timeout => '5s', job_id => " + id + ")")).hasSize(1);
    assertThat(sql.run(call + "on_failure => 'return', job_id => " + id + ")")).hasSize(1);
    assertThat(sql.run(call + id + ", '5s', 'throw')")).hasSize(1);
  }

  @Test
  void shortIdsReachTheServerAsTheyAre() {
    String error = "The server does not know refresh job 3.";
    assertThat(sql.error("CALL milvus_refresh.sys.refresh_job(3)")).contains(error);
    assertThat(sql.error("CALL milvus_refresh.sys.refresh_job(job_id => 3)")).contains(error);
    assertThat(sql.error("CALL milvus_refresh.sys.await_refresh(job_id => -3)"))
        .contains("[INVALID_ARGUMENT] Argument 'job_id' is '-3'");
  }

  @Test
  void refreshesAndShows() {
    sql.run("USE CATALOG milvus_refresh");
    Map<String, Object> started = sql.one("CALL `refresh`('" + COLLECTION + "')");
    assertThat(started).containsEntry("state", "RefreshPending").containsEntry("end_time", null);
    long id = (Long) started.get("job_id");
    milvus.server().job(id).inProgress(70);
    Map<String, Object> shown = sql.one("CALL refresh_job(" + id + ")");
    assertThat(shown).containsEntry("job_id", id).containsEntry("progress", 70);
    assertThat(sql.one("CALL refresh_jobs()")).isEqualTo(shown);
    assertThat(sql.one("CALL refresh_jobs(collection => 'docs')")).isEqualTo(shown);
  }

  @Test
  void refreshesWithNewSource() {
    Map<String, Object> row =
        sql.one(
            "CALL milvus_refresh.`system`.`refresh`(wait => FALSE, collection => 'docs',"
                + " external_spec => '{\"format\":\"parquet\"}',"
                + " external_source => 's3://bucket/new')");
    assertThat(row).containsEntry("external_source", "s3://bucket/new");
    assertThat(sql.error("CALL milvus_refresh.sys.`refresh`(collection => 'docs', wait => TRUE)"))
        .contains("[REFRESH_IN_PROGRESS]");
  }

  @Test
  void failureIsReturnedIfWished() {
    long id = milvus.refresh().fail("no such bucket").jobId();
    Map<String, Object> row =
        sql.one(
            "CALL milvus_refresh.sys.await_refresh(on_failure => 'return', job_id => " + id + ")");
    assertThat(row).containsEntry("outcome", "FAILED").containsEntry("reason", "no such bucket");
  }

  @Test
  void interruptEndsTheWaitAndNotTheJob() throws Exception {
    JobControl job = milvus.refresh().inProgress(10);
    AtomicReference<String> error = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              error.set(sql.error("CALL milvus_refresh.sys.await_refresh(" + job.jobId() + ")"));
              flag.set(Thread.currentThread().isInterrupted());
            });
    caller.start();
    Eventually.until("the wait polls", () -> milvus.polls() > 0);
    caller.interrupt();
    caller.join(5_000);
    assertThat(caller.isAlive()).isFalse();
    assertThat(error.get()).contains("'await_refresh' was interrupted; the refresh job goes on.");
    assertThat(flag).isTrue();
    job.complete();
    assertThat(sql.run("CALL milvus_refresh.sys.await_refresh(" + job.jobId() + ")")).hasSize(1);
  }
}
