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
package io.github.milvusrefresh.core.internal.grpc;

import java.util.function.UnaryOperator;

/**
 * A mask for texts that come again and again, as with the polls of a job: the last one in which
 * nothing had to be masked is known again at once. Keeps no text with a secret. Thread-safe.
 */
final class RepeatedText {

  private final UnaryOperator<String> mask;
  private volatile String clean = "";

  /**
   * Wraps a mask.
   *
   * @param mask leaves the empty text as it is
   */
  RepeatedText(UnaryOperator<String> mask) {
    this.mask = mask;
  }

  String masked(String text) {
    String known = clean;
    if (text.equals(known)) {
      return known;
    }
    String masked = mask.apply(text);
    if (masked.equals(text)) {
      clean = masked;
    }
    return masked;
  }
}
