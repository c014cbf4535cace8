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

import static io.github.milvusrefresh.compatibility.spark.SparkOnMilvus.PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.compatibility.support.Eventually;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cancels Spark jobs reaches a wait on an executor, which is one, and no wait elsewhere. */
class CancelJobsITCase {

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  @ParameterizedTest
  @EnumSource
  void endsAWaitOnAnExecutor(Cancel cancel) throws InterruptedException {
    long jobId = env.milvus().refresh("docs");
    RunningStatement wait = Wait.FUNCTION_ON_EXECUTOR.start(env, jobId);

    cancel.in(context());

    assertThat(wait.end()).hasStackTraceContaining(cancel.reason);
    assertThat(env.row("SELECT state FROM milvus_refresh_job(%s)", jobId).getString(0))
        .isEqualTo("RefreshPending");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FUNCTION_ON_EXECUTOR")
  void doesNotReachAWaitInTheDriver(Wait way) throws InterruptedException {
    long jobId = env.milvus().refresh("docs");
    RunningStatement wait = way.start(env, jobId);

    Cancel.GROUP.in(context());
    Cancel.ALL.in(context());
    int polls = env.milvus().calls(PROGRESS);

    Eventually.until("the wait goes on", () -> env.milvus().calls(PROGRESS) > polls + 1);
    env.milvus().job(jobId).complete();
    assertThat(wait.end()).isNull();
  }

  private SparkContext context() {
    return env.spark().sparkContext();
  }

  /** The ways of Spark to cancel jobs. */
  enum Cancel {
    GROUP("cancelled part of cancelled job group gate") {
      @Override
      void in(SparkContext context) {
        context.cancelJobGroup("gate");
      }
    },
    ALL("cancelled as part of cancellation of all jobs") {
      @Override
      void in(SparkContext context) {
        context.cancelAllJobs();
      }
    },
    /** As "kill" in the UI does. */
    KILL("killed via the Web UI") {
      @Override
      void in(SparkContext context) {
        int[] jobs = context.statusTracker().getActiveJobIds();
        assertThat(jobs).hasSize(1);
        context.cancelJob(jobs[0], "killed via the Web UI");
      }
    };

    private final String reason;

    Cancel(String reason) {
      this.reason = reason;
    }

    abstract void in(SparkContext context);
  }
}
