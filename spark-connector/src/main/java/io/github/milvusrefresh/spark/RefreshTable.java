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

import io.github.milvusrefresh.core.sql.Arguments;
import io.github.milvusrefresh.core.sql.Routine;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The rows of a routine as a table, asked for afresh by each execution.
 *
 * <p>Equal by identity, on purpose: were two calls with the same arguments equal, a cached query
 * would answer a later one with old states.
 */
final class RefreshTable implements SupportsRead {

  private final String name;
  private final Routine routine;
  private final Arguments arguments;
  private final OptionSources sources;

  RefreshTable(String name, Routine routine, Arguments arguments, OptionSources sources) {
    this.name = name;
    this.routine = routine;
    this.arguments = arguments;
    this.sources = sources;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  @SuppressWarnings("deprecation") // Spark derives its newer form, columns(), from this one.
  public StructType schema() {
    return SparkRows.schema(routine.columns());
  }

  @Override
  public Map<String, String> properties() {
    return Map.of(TableCatalog.PROP_COMMENT, routine.comment());
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    RoutineCall call = RoutineCall.inActiveSession(routine, arguments, sources);
    return routine == Routine.REFRESH_JOBS ? new JobScanBuilder(call) : () -> new RefreshScan(call);
  }
}
