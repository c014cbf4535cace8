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

/** Whether a collection can be searched. */
public enum LoadState {
  /** There is no such collection. */
  NOT_EXIST(0),
  /** Nobody asked for it, or it was released. */
  NOT_LOAD(1),
  /** It is on its way. */
  LOADING(2),
  /** It can be searched. */
  LOADED(3);

  private final int wire;

  LoadState(int wire) {
    this.wire = wire;
  }

  /** Returns the number on the wire. */
  public int wire() {
    return wire;
  }
}
