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
import io.github.milvusrefresh.core.sql.Arguments;
import io.github.milvusrefresh.core.sql.ConnectorOption;
import io.github.milvusrefresh.core.sql.Routine;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The data source {@code milvus-refresh-jobs}: job rows as a {@code DataFrame}, without a catalog
 * or an extension, also from a jar that was added to a running session.
 *
 * <pre>{@code
 * spark.read().format("milvus-refresh-jobs").option("uri", "http://localhost:19530").load()
 * }</pre>
 *
 * <p>Options are those of {@link ConnectorOption}; what is not given comes from {@code
 * spark.milvus.<option>} of the session, else from {@code MILVUS_URI} and {@code MILVUS_TOKEN} of
 * the environment. Two more narrow the rows:
 *
 * <ul>
 *   <li>{@code job_id}: that job alone; a query fails if the server does not know it
 *   <li>{@code collection}: the list of that collection; a query fails if there is none
 * </ul>
 *
 * <p>Milvus is asked when a query is executed, once each time. Thread-safe.
 */
public final class RefreshJobsSource implements TableProvider, DataSourceRegister {

  private static final String NAME = "milvus-refresh-jobs";
  private static final String JOB_ID = "job_id";
  private static final String COLLECTION = "collection";

  /** Creates the source; Spark does. */
  public RefreshJobsSource() {}

  @Override
  public String shortName() {
    return NAME;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return SparkRows.schema(Routine.REFRESH_JOBS.columns());
  }

  /**
   * Returns the rows that the options ask for.
   *
   * @throws InvalidArgumentException if an option is unknown, or both {@code job_id} and {@code
   *     collection} are given
   */
  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    Map<String, String> options = new HashMap<>();
    properties.forEach((key, value) -> options.put(key.toLowerCase(Locale.ROOT), value));
    requireKnown(options);
    Map<String, String> arguments = new HashMap<>();
    Stream.of(JOB_ID, COLLECTION).forEach(key -> arguments.put(key, options.remove(key)));
    arguments.values().removeIf(Objects::isNull);
    if (arguments.size() > 1) {
      throw InvalidArgumentException.of(
          COLLECTION, "Options 'job_id' and 'collection' are both given: expected at most one.");
    }
    Routine routine = arguments.containsKey(JOB_ID) ? Routine.REFRESH_JOB : Routine.REFRESH_JOBS;
    return new RefreshTable(
        NAME,
        routine,
        Arguments.of(routine.arguments(), arguments),
        OptionSources.ofReader(options));
  }

  private static void requireKnown(Map<String, String> options) {
    List<String> known =
        Stream.concat(
                Stream.of(JOB_ID, COLLECTION),
                Arrays.stream(ConnectorOption.values()).map(ConnectorOption::key))
            .toList();
    for (String key : options.keySet()) {
      if (!known.contains(key)) {
        throw InvalidArgumentException.of(
            key,
            "There is no option '" + key + "': expected one of " + String.join(", ", known) + ".");
      }
    }
  }
}
