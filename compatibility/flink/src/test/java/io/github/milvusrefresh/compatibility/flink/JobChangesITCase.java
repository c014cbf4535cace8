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

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.embedded.JobControl;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The connector milvus-refresh-jobs, followed. */
class JobChangesITCase {

  private static final String CHANGES = ", 'scan.mode' = 'changes', 'poll.interval' = '500ms'";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  private Sql open(Sql sql, String options) {
    sql.run(JobsTable.create(JobsTable.ALL_COLUMNS + JobsTable.KEY, milvus.uri(), options));
    return sql;
  }

  @Test
  void showsEachChange() throws Exception {
    JobControl job = milvus.refresh();
    long id = job.jobId();
    Sql sql = open(Sql.streaming(), CHANGES);
    sql.run("EXPLAIN SELECT * FROM jobs");
    assertThat(milvus.lists()).isZero();
    try (RunningQuery rows = sql.follow("SELECT job_id, state, progress FROM jobs")) {
      assertThat(rows.next()).isEqualTo(row(RowKind.INSERT, id, "RefreshPending", 0));
      job.inProgress(40);
      assertThat(rows.next()).isEqualTo(row(RowKind.UPDATE_BEFORE, id, "RefreshPending", 0));
      assertThat(rows.next()).isEqualTo(row(RowKind.UPDATE_AFTER, id, "RefreshInProgress", 40));
      job.complete();
      assertThat(rows.next()).isEqualTo(row(RowKind.UPDATE_BEFORE, id, "RefreshInProgress", 40));
      assertThat(rows.next()).isEqualTo(row(RowKind.UPDATE_AFTER, id, "RefreshCompleted", 100));
      job.expire();
      long next = milvus.refresh().jobId();
      assertThat(rows.next()).isEqualTo(row(RowKind.INSERT, next, "RefreshPending", 0));
    }
    String thread = "milvus-refresh-127.0.0.1:" + milvus.server().port();
    Eventually.until(
        "the threads end",
        () ->
            !LiveThreads.names().contains(thread)
                && !LiveThreads.names().contains("milvus-refresh-jobs"));
  }

  private static Row row(RowKind kind, Object... values) {
    Row row = Row.of(values);
    row.setKind(kind);
    return row;
  }

  @Test
  void asksOnceAPollInterval() {
    milvus.refresh();
    Sql sql = open(Sql.streaming(), ", 'scan.mode' = 'changes', 'poll.interval' = '1h'");
    try (RunningQuery rows = sql.follow("SELECT job_id FROM jobs")) {
      rows.next();
      assertThat(milvus.lists()).isEqualTo(1);
    }
  }

  @Test
  void bearsAServerThatIsAway() throws Exception {
    JobControl job = milvus.refresh();
    Sql sql = open(Sql.streaming(), CHANGES);
    try (RunningQuery rows = sql.follow("SELECT state FROM jobs")) {
      rows.next();
      int before = milvus.lists();
      milvus.server().faults().unavailable();
      // More than the client itself repeats.
      Eventually.until("it asks in vain", () -> milvus.lists() > before + 4);
      job.complete();
      milvus.server().faults().healthy();
      assertThat(rows.next()).isEqualTo(row(RowKind.UPDATE_BEFORE, "RefreshPending"));
      assertThat(rows.next()).isEqualTo(row(RowKind.UPDATE_AFTER, "RefreshCompleted"));
    }
  }

  @Test
  void failsWhenTheServerIsAwayForTooLong() {
    milvus.server().faults().unavailable();
    Sql sql = open(Sql.streaming(), CHANGES + ", 'await.unreachable-timeout' = '1500ms'");
    assertThat(sql.error("SELECT * FROM jobs"))
        .contains("[MILVUS_UNREACHABLE]", "no good answer for 1.5s", "await.unreachable-timeout");
  }

  @Test
  void isRefusedInBatch() {
    assertThat(open(Sql.batch(), CHANGES).error("SELECT * FROM jobs"))
        .contains("unbounded", "batch mode");
  }

  @Test
  void afterASavepointOnlyChangesAreRead(
      @InjectMiniCluster MiniCluster cluster, @TempDir Path directory) throws Exception {
    JobControl ended = milvus.refresh().complete();
    JobControl running = milvus.refresh().inProgress(10);
    JobsPipeline first = JobsPipeline.submit(create(), new Configuration());
    Eventually.until("the jobs are read", () -> JobsPipeline.seen().size() == 2);
    assertThat(JobsPipeline.seen())
        .containsExactly(
            row(RowKind.INSERT, ended.jobId(), "RefreshCompleted"),
            row(RowKind.INSERT, running.jobId(), "RefreshInProgress"));
    String savepoint =
        first
            .client()
            .stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    assertThat(first.read(cluster)).isEqualTo(2);
    running.complete();
    Configuration restored =
        Configuration.fromMap(
            Map.of(
                "execution.savepoint.path", savepoint, "execution.state-recovery.path", savepoint));
    JobsPipeline second = JobsPipeline.submit(create(), restored);
    Eventually.until("the change is read", () -> !JobsPipeline.seen().isEmpty());
    int before = milvus.lists();
    Eventually.until("it goes on", () -> milvus.lists() > before);
    second.client().cancel().get();
    assertThat(JobsPipeline.seen())
        .containsExactly(
            row(RowKind.UPDATE_BEFORE, running.jobId(), "RefreshInProgress"),
            row(RowKind.UPDATE_AFTER, running.jobId(), "RefreshCompleted"));
    assertThat(second.read(cluster)).isEqualTo(1);
  }

  private String create() {
    return JobsTable.create(JobsTable.ALL_COLUMNS + JobsTable.KEY, milvus.uri(), CHANGES);
  }
}
