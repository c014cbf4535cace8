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

import io.github.milvusrefresh.compatibility.support.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApplicationEndITCase {

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  @Test
  void leavesNoThreadAndCanStartAgain() {
    env.rows("SELECT * FROM milvus_refresh_jobs()");
    assertThat(ourThreads()).isPositive();

    env.spark().stop();

    Eventually.until("no thread of ours is left", () -> ourThreads() == 0);
    env.beforeEach(null);
    assertThat(env.rows("SELECT * FROM milvus_refresh_jobs()")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void endsEveryWait(Wait way) throws InterruptedException {
    RunningStatement wait = way.start(env, env.milvus().refresh("docs"));

    env.spark().stop();

    assertThat(wait.end()).isNotNull();
    Eventually.until("no thread of ours is left", () -> ourThreads() == 0);
  }

  private static long ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("milvus-refresh-"))
        .count();
  }
}
