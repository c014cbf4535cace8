package io.github.milvusrefresh.spark;

import io.github.milvusrefresh.core.sql.Routine;
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
}
