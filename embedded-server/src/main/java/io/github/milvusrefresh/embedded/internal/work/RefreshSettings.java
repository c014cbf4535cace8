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
package io.github.milvusrefresh.embedded.internal.work;

import java.time.Duration;

/**
 * How jobs run.
 *
 * @param filesPerTask how many files a task holds
 * @param filesPerSecond how fast tasks run; infinite for as fast as can be
 * @param planningDelay how long a job stays pending
 * @param finalizationDelay how long a job stays at 99 after its last task
 * @param waitForIndex whether completion waits for the indexes of the new data
 * @param jobTimeout how old a job may get
 * @param retention how long a job stays known after its end
 */
public record RefreshSettings(
    int filesPerTask,
    double filesPerSecond,
    Duration planningDelay,
    Duration finalizationDelay,
    boolean waitForIndex,
    Duration jobTimeout,
    Duration retention) {

  /** Returns how long a task of that many files takes. */
  public Duration taskTime(int files) {
    return Duration.ofNanos((long) (files / filesPerSecond * 1e9));
  }
}
