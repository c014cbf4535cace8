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

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.sql.Routine;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogManager;
import org.apache.spark.sql.connector.catalog.Identifier;

/**
 * A procedure of a catalog of ours.
 *
 * @param catalog the name of the catalog
 * @param routine what the procedure does
 */
record ProcedureName(String catalog, Routine routine) {

  /**
   * Looks up a name as Spark 4 does: in the catalog that its first part names, else in the current
   * one. Loads no catalog; empty if that one is not ours.
   *
   * @throws IllegalArgumentException if our catalog has no such procedure
   */
  static Optional<ProcedureName> find(SparkSession session, List<String> parts) {
    String first = parts.get(0);
    Optional<String> type =
        Optional.ofNullable(session.conf().get(Spark4Catalog.KEY_PREFIX + first, null));
    return parts.size() > 1 && type.isPresent()
        ? type.filter(name -> isOurs(first, name))
            .map(name -> in(first, identifier(parts.subList(1, parts.size()))))
        : findInCurrent(session.sessionState().catalogManager(), parts);
  }

  private static boolean isOurs(String catalog, String type) {
    if (Spark4Catalog.isNamedBy(type)) {
      String key = Spark4Catalog.KEY_PREFIX + catalog;
      throw InvalidArgumentException.of(key, Spark4Catalog.refusal(key));
    }
    return type.equals(MilvusRefreshCatalog.class.getName());
  }

  private static Optional<ProcedureName> findInCurrent(
      CatalogManager catalogs, List<String> parts) {
    if (!(catalogs.currentCatalog() instanceof MilvusRefreshCatalog current)) {
      return Optional.empty();
    }
    Identifier identifier =
        parts.size() > 1
            ? identifier(parts)
            : Identifier.of(catalogs.currentNamespace(), parts.get(0));
    return Optional.of(in(current.name(), identifier));
  }

  private static ProcedureName in(String catalog, Identifier identifier) {
    return new ProcedureName(catalog, Namespace.procedure(catalog, identifier));
  }

  private static Identifier identifier(List<String> parts) {
    int last = parts.size() - 1;
    return Identifier.of(parts.subList(0, last).toArray(String[]::new), parts.get(last));
  }

  @Override
  public String toString() {
    return catalog + "." + Namespace.identifier(routine);
  }
}
