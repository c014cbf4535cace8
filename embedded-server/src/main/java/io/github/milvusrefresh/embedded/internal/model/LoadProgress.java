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

/**
 * How far loading is at one moment.
 *
 * @param state whether the collection is loaded
 * @param percent 0 to 100; stays at 100 when newer segments are loaded
 * @param refreshPercent 0 while a load of newer segments runs that was asked for, else 100
 */
public record LoadProgress(LoadState state, int percent, int refreshPercent) {

  public static final LoadProgress RELEASED = new LoadProgress(LoadState.NOT_LOAD, 0, 0);
  public static final LoadProgress LOADED = new LoadProgress(LoadState.LOADED, 100, 100);
  public static final LoadProgress REFRESHING = new LoadProgress(LoadState.LOADED, 100, 0);

  public static LoadProgress loading(int percent) {
    return new LoadProgress(LoadState.LOADING, percent, 100);
  }
}
