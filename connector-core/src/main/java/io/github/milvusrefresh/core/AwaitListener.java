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
package io.github.milvusrefresh.core;

import io.github.milvusrefresh.core.error.UnreachableException;
import java.time.Duration;

/**
 * Told how a wait goes. Calls for one wait come in order, never two at once, on a thread that no
 * wait depends on. A listener that is slow misses what was overtaken meanwhile: of each kind of
 * event it gets the latest. What it throws is logged once and ignored.
 *
 * <p>The last event of a wait that ends with an answer about the job is {@link #onProgress} with
 * that answer; the wait's future completes after it, or a second later if the listener is busy.
 */
public interface AwaitListener {

  /** Hears nothing. */
  AwaitListener NONE = new AwaitListener() {};

  /**
   * The first answer, and each one that differs from the one before in state, progress or reason.
   *
   * @param progress what is known now
   */
  default void onProgress(AwaitProgress progress) {}

  /**
   * An answer like the one before: a sign of life.
   *
   * @param progress what is known now
   */
  default void onHeartbeat(AwaitProgress progress) {}

  /**
   * The job takes suspiciously long; told again each time the suspicion has doubled its age. Flat
   * progress alone is normal for Milvus and raises none.
   *
   * @param progress what is known now
   */
  default void onStalled(AwaitProgress progress) {}

  /**
   * The server gives no good answer; told once for each such time.
   *
   * @param since how long ago the last good answer was
   * @param trouble why
   */
  default void onUnreachable(Duration since, UnreachableException trouble) {}

  /** The server gives good answers again. */
  default void onReachable() {}
}
