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
package io.github.milvusrefresh.spark;

import io.github.milvusrefresh.core.sql.Routine;
import java.util.Arrays;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.jspecify.annotations.Nullable;

/** The one namespace of a catalog, {@code sys}, which can also be written {@code system}. */
final class Namespace {

  static final String SYS = "sys";
  private static final String ALIAS = "system";

  private Namespace() {}

  static boolean isSys(String[] namespace) {
    return namespace.length == 1
        && (SYS.equalsIgnoreCase(namespace[0]) || ALIAS.equalsIgnoreCase(namespace[0]));
  }

  static Identifier identifier(Routine routine) {
    return Identifier.of(new String[] {SYS}, routine.procedureName());
  }

  /** Returns the routine of that name in our namespace; null if there is none. */
  static @Nullable Routine routine(Identifier identifier) {
    return isSys(identifier.namespace())
        ? Routine.ofProcedure(identifier.name()).orElse(null)
        : null;
  }

  static Identifier[] procedures() {
    return Arrays.stream(Routine.values()).map(Namespace::identifier).toArray(Identifier[]::new);
  }

  /**
   * Returns what the procedure of that name does.
   *
   * @throws IllegalArgumentException if there is none; names those that there are
   */
  static Routine procedure(String catalog, Identifier identifier) {
    Routine routine = routine(identifier);
    if (routine == null) {
      throw new IllegalArgumentException(
          "There is no procedure '%s' in the catalog '%s': expected one of %s."
              .formatted(identifier, catalog, Arrays.toString(procedures())));
    }
    return routine;
  }
}
