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
package io.github.milvusrefresh.core.internal;

/**
 * How far a collection is loaded.
 *
 * @param requested whether anybody loads it
 * @param progress of the load in percent, 0 to 100
 * @param refreshProgress of a load with {@code refresh}, 100 if there is none
 */
public record CollectionLoad(boolean requested, int progress, int refreshProgress) {

  private static final int ALL = 100;

  /** Whether no load is under way that has not come to its end. */
  public boolean isLoaded() {
    return requested && progress >= ALL && refreshProgress >= ALL;
  }

  /** In words, a clause without a full stop. */
  public String describe() {
    if (!requested) {
      return "the collection is not loaded and nobody loads it";
    }
    return progress < ALL
        ? "the collection is loaded to " + progress + " %"
        : "the refreshing load is at " + refreshProgress + " %";
  }
}
