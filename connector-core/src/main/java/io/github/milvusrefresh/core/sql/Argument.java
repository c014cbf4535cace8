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
package io.github.milvusrefresh.core.sql;

import org.jspecify.annotations.Nullable;

/**
 * An argument of a routine. An argument that is not required may be left out or NULL.
 *
 * <p>A job id is declared {@link SqlType#BIGINT}; engines that can also take text pass it on
 * unchanged, and {@link Arguments} reads both.
 *
 * @param name lower snake case
 * @param type its type
 * @param required whether it must be given
 * @param defaultText the default as documentation shows it; null if leaving it out has no value
 * @param comment one sentence
 */
public record Argument(
    String name, SqlType type, boolean required, @Nullable String defaultText, String comment) {

  static Argument required(String name, SqlType type, String comment) {
    return new Argument(name, type, true, null, comment);
  }

  static Argument optional(
      String name, SqlType type, @Nullable String defaultText, String comment) {
    return new Argument(name, type, false, defaultText, comment);
  }
}
