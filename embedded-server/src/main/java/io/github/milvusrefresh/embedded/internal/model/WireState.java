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

import java.util.List;

/** The numbers of the states on the wire. Others may be scripted, so this is no enum. */
public final class WireState {

  public static final int PENDING = 0;
  public static final int IN_PROGRESS = 1;
  public static final int COMPLETED = 2;
  public static final int FAILED = 3;

  private static final List<String> NAMES =
      List.of("pending", "in progress", "completed", "failed");

  private WireState() {}

  static String name(int state) {
    return state >= 0 && state < NAMES.size() ? NAMES.get(state) : "state " + state;
  }
}
