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
package io.github.milvusrefresh.core.internal.await;

import io.github.milvusrefresh.core.error.MilvusRefreshException;
import java.time.Duration;

/** A part of a wait that asks the server until it knows enough. Scheduler thread only. */
interface Stage {

  /** Asks at once, and goes on asking. */
  void begin();

  /** The deadline has come: asks once more, now, unless a question asked since then is open. */
  void lookOnceMore();

  /** Asks no more; cancels what is open and serves nobody else. */
  void stop();

  /** The error of a wait whose deadline passed in this stage. */
  MilvusRefreshException timeout(Duration timeout);
}
