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
package io.github.milvusrefresh.embedded.internal.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a collection is loaded, or on its way.
 *
 * @param since when it was asked for
 * @param refreshed when the newest segments were asked for last; null if never
 */
public record Load(Instant since, @Nullable Instant refreshed) {

  Load refreshedAt(Instant now) {
    return new Load(since, now);
  }
}
