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

import static io.github.milvusrefresh.compatibility.flink.GatedJob.NUMBERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.embedded.JobControl;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The gate where the subtasks of a source run one after the other. */
class GatedSourceInBatchITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(1).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  @Test
  void opensInBatchWithOneSlotForTwoSubtasks() throws Exception {
    JobControl refresh = milvus.refresh().inProgress(10);
    Configuration batch = Configuration.fromMap(Map.of("execution.runtime-mode", "BATCH"));
    RunningJob job = GatedJob.submit(GatedJob.gate(milvus.uri(), refresh.jobId()), 2, batch);
    Eventually.until("the gate waits", () -> milvus.polls() > 0);
    assertThat(GatedJob.seen()).isEmpty();
    refresh.complete();
    job.finish();
    assertThat(GatedJob.seen()).isEqualTo(NUMBERS);
  }
}
