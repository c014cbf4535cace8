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
package io.github.milvusrefresh.flink.commit;

import io.github.milvusrefresh.core.JobHandle;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Refresher} remembers in checkpoints.
 *
 * @param owed whether a refresh must start because of commits that no refresh is known to cover
 * @param active the refresh that runs; null if none does
 */
record RefresherState(boolean owed, @Nullable JobHandle active) {

  static final RefresherState NOTHING = new RefresherState(false, null);

  RefresherState owing(boolean more) {
    return new RefresherState(owed || more, active);
  }
}
