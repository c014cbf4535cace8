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
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The interrupts of a session, which cancel its Spark jobs where it is not one of Connect. */
class SessionInterruptITCase {

  private static final String TAG = "nightly";

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  @ParameterizedTest
  @EnumSource
  void endsAWaitOnAnExecutor(Interrupt interrupt) throws InterruptedException {
    long jobId = env.milvus().refresh("docs");
    RunningStatement wait = startTagged(Wait.FUNCTION_ON_EXECUTOR, jobId);

    interrupt.of(env.spark());

    assertThat(wait.end()).hasStackTraceContaining("cancel");
    assertThat(env.row("SELECT state FROM milvus_refresh_job(%s)", jobId).getString(0))
        .isEqualTo("RefreshPending");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FUNCTION_ON_EXECUTOR")
  void doesNotReachAWaitInTheDriver(Wait way) throws InterruptedException {
    long jobId = env.milvus().refresh("docs");
    RunningStatement wait = startTagged(way, jobId);

    Interrupt.TAG.of(env.spark());
    Interrupt.ALL.of(env.spark());
    int polls = env.milvus().calls(PROGRESS);

    Eventually.until("the wait goes on", () -> env.milvus().calls(PROGRESS) > polls + 1);
    env.milvus().job(jobId).complete();
    assertThat(wait.end()).isNull();
  }

  /** Tags are of a thread and those it starts; others cannot interrupt by them. */
  private RunningStatement startTagged(Wait way, long jobId) {
    env.spark().addTag(TAG);
    return way.start(env, jobId);
  }

  /** The ways of a session to end what runs in it. */
  enum Interrupt {
    TAG {
      @Override
      void of(SparkSession spark) {
        spark.interruptTag(SessionInterruptITCase.TAG);
      }
    },
    ALL {
      @Override
      void of(SparkSession spark) {
        spark.interruptAll();
      }
    };

    abstract void of(SparkSession spark);
  }
}
