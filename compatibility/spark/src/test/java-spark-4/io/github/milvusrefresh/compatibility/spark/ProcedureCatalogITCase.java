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
package io.github.milvusrefresh.compatibility.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.core.sql.Argument;
import io.github.milvusrefresh.core.sql.Routine;
import io.github.milvusrefresh.core.sql.SqlType;
import io.github.milvusrefresh.spark.MilvusRefreshProcedureCatalog;
import java.util.Arrays;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.procedures.BoundProcedure;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the classes of Spark 4 show of the procedures is what the core defines. */
class ProcedureCatalogITCase {

  @ParameterizedTest
  @EnumSource
  void proceduresHaveTheArguments(Routine routine) {
    BoundProcedure procedure =
        new MilvusRefreshProcedureCatalog()
            .loadProcedure(Identifier.of(new String[] {"sys"}, routine.procedureName()))
            .bind(new StructType());

    assertThat(procedure.name()).isEqualTo(routine.procedureName());
    assertThat(procedure.description()).isEqualTo(routine.comment());
    assertThat(procedure.isDeterministic()).isFalse();
    assertThat(Arrays.stream(procedure.parameters()).map(ProcedureCatalogITCase::describe))
        .containsExactlyElementsOf(
            routine.arguments().stream().map(ProcedureCatalogITCase::describe).toList());
  }

  private static String describe(ProcedureParameter parameter) {
    return "%s %s %s %s"
        .formatted(
            parameter.name(),
            parameter.dataType().sql(),
            parameter.defaultValue() == null ? "required" : "optional",
            parameter.comment());
  }

  private static String describe(Argument argument) {
    SqlType type = argument.type() == SqlType.BIGINT ? SqlType.STRING : argument.type();
    return "%s %s %s %s"
        .formatted(
            argument.name(),
            type,
            argument.required() ? "required" : "optional",
            argument.comment());
  }

  @Test
  void listsProceduresForTheVersionsThatAsk() {
    MilvusRefreshProcedureCatalog catalog = new MilvusRefreshProcedureCatalog();

    assertThat(catalog.listProcedures(new String[] {"sys"}))
        .extracting(Identifier::toString)
        .containsExactly("sys.refresh", "sys.await_refresh", "sys.refresh_job", "sys.refresh_jobs");
    assertThat(catalog.listProcedures(new String[] {"other"})).isEmpty();
  }
}
