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

/** A refresh that meets another one of its collection. */
class IfRunningITCase {

  private static final String CALL =
      "CALL milvus_refresh.sys.`refresh`(collection => 'docs', if_running => '%s'%s)";

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  private Sql sql;
  private JobControl active;

  @BeforeEach
  void anotherOneRuns() {
    sql = Sql.streaming().connect(Map.of("uri", milvus.uri()));
    active = milvus.refresh().inProgress(10);
  }

  private int refreshes() {
    return milvus.server().calls("RefreshExternalCollection");
  }

  @Test
  void failsByDefault() {
    assertThat(sql.error("CALL milvus_refresh.sys.`refresh`('docs')"))
        .contains("[REFRESH_IN_PROGRESS]", "" + active.jobId(), "if_running => 'queue'");
    assertThat(sql.error(CALL.formatted("FAIL", ""))).contains("[REFRESH_IN_PROGRESS]");
  }

  @Test
  void attachesToIt() {
    active.thenOnPoll(job -> job.inProgress(40)).thenOnPoll(JobControl::complete);
    assertThat(sql.one(CALL.formatted("attach", ", wait => TRUE")))
        .containsEntry("job_id", active.jobId())
        .containsEntry("state", "RefreshCompleted");
    assertThat(refreshes()).isEqualTo(1);
  }

  @Test
  void queuesBehindItEvenIfItFails() {
    active.thenOnPoll(job -> job.inProgress(40)).thenOnPoll(job -> job.fail("no such bucket"));
    Map<String, Object> row = sql.one(CALL.formatted("queue", ""));
    assertThat(row).containsEntry("state", "RefreshPending");
    assertThat((Long) row.get("job_id")).isGreaterThan(active.jobId());
    assertThat(refreshes()).isEqualTo(2);
  }

  @Test
  void startsNothingIfTheTimeoutPassesInTheQueue() {
    assertThat(sql.error(CALL.formatted("queue", ", timeout => '500ms'")))
        .contains("[AWAIT_TIMEOUT] No refresh of collection 'docs' was started")
        .contains("refresh job " + active.jobId() + " runs, and did not end within 500ms");
    assertThat(refreshes()).isEqualTo(1);
  }

  @Test
  void theTimeoutCoversQueueingAndWaiting() {
    active.thenOnPoll(job -> job.inProgress(40)).thenOnPoll(JobControl::complete);
    assertThat(sql.error(CALL.formatted("queue", ", wait => TRUE, timeout => '2s'")))
        .contains("[AWAIT_TIMEOUT]", "did not end within 2s.")
        .doesNotContain("" + active.jobId());
    assertThat(refreshes()).isEqualTo(2);
  }

  @Test
  void refusesOtherWords() {
    assertThat(sql.error(CALL.formatted("kill", "")))
        .contains("Argument 'if_running' is 'kill': expected 'fail', 'attach' or 'queue'.");
    assertThat(refreshes()).isZero();
  }
}
