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
package io.github.milvusrefresh.flink.table.jobs;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.sql.JobSelection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UniqueConstraint;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.DataType;

/**
 * Plans reads of refresh jobs; asks the server nothing. Not thread-safe.
 *
 * <p>Filters are taken in snapshot mode alone: rows of changes are compared by the planner, by
 * their key, before filters apply.
 */
public final class RefreshJobsTableSource
    implements ScanTableSource,
        LookupTableSource,
        SupportsProjectionPushDown,
        SupportsFilterPushDown {

  /** Jobs are read in one place. */
  private static final int PARALLELISM = 1;

  private final JobsSettings settings;
  private JobColumns columns;
  private JobSelection selection;

  private RefreshJobsTableSource(
      JobsSettings settings, JobColumns columns, JobSelection selection) {
    this.settings = settings;
    this.columns = columns;
    this.selection = selection;
  }

  /**
   * Plans reads of a table.
   *
   * @param settings what its options say
   * @param schema its columns
   * @return the source
   * @throws InvalidArgumentException if a column is none of a job, or the key does not fit
   */
  public static RefreshJobsTableSource of(JobsSettings settings, ResolvedSchema schema) {
    requireKey(settings.scanMode(), schema);
    return new RefreshJobsTableSource(settings, JobColumns.of(schema), JobSelection.all());
  }

  /**
   * Returns a schema with all columns of a job, described.
   *
   * @return the schema, whose key is {@code job_id}
   */
  public static Schema schema() {
    return JobColumns.schema();
  }

  private static void requireKey(ScanMode mode, ResolvedSchema schema) {
    Optional<List<String>> key = schema.getPrimaryKey().map(UniqueConstraint::getColumns);
    List<String> right = List.of(JobColumns.JOB_ID);
    if (!key.map(right::equals).orElse(mode == ScanMode.SNAPSHOT)) {
      throw InvalidArgumentException.of(
          "PRIMARY KEY",
          "The table has %s: expected PRIMARY KEY (job_id) NOT ENFORCED%s."
              .formatted(
                  key.map(given -> "PRIMARY KEY (" + String.join(", ", given) + ")")
                      .orElse("no primary key"),
                  mode == ScanMode.CHANGES ? ", by which 'scan.mode' = 'changes' upserts" : ""));
    }
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return settings.scanMode() == ScanMode.CHANGES
        ? ChangelogMode.upsert()
        : ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return SourceProvider.of(
        new JobsSource(query(), columns, settings.scanMode(), settings.pollInterval()),
        PARALLELISM);
  }

  @Override
  public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
    List<String> keys =
        Arrays.stream(context.getKeys()).map(path -> columns.name(path[0])).toList();
    if (!keys.contains(JobColumns.JOB_ID)) {
      throw InvalidArgumentException.of(
          JobColumns.JOB_ID,
          "A lookup join with refresh jobs has the key %s: expected ON job_id = ..."
              .formatted(keys));
    }
    return new JobLookupProvider(
        new JobLookup(query(), columns, keys, settings.lookup(), settings.pollInterval()));
  }

  private JobsQuery query() {
    return new JobsQuery(
        settings.options().connection(),
        settings.options().await().unreachableTimeout(),
        settings.collection(),
        selection);
  }

  @Override
  public boolean supportsNestedProjection() {
    return false;
  }

  @Override
  public void applyProjection(int[][] projectedFields, DataType producedDataType) {
    columns = columns.project(projectedFields);
  }

  @Override
  public Result applyFilters(List<ResolvedExpression> filters) {
    List<ResolvedExpression> accepted = new ArrayList<>();
    List<ResolvedExpression> remaining = new ArrayList<>();
    for (ResolvedExpression filter : filters) {
      (take(filter) ? accepted : remaining).add(filter);
    }
    return Result.of(accepted, remaining);
  }

  private boolean take(ResolvedExpression filter) {
    Optional<JobSelection> narrower =
        settings.scanMode() == ScanMode.SNAPSHOT
            ? JobFilter.narrow(selection, filter)
            : Optional.empty();
    narrower.ifPresent(taken -> selection = taken);
    return narrower.isPresent();
  }

  @Override
  public DynamicTableSource copy() {
    return new RefreshJobsTableSource(settings, columns, selection);
  }

  @Override
  public String asSummaryString() {
    return "Milvus refresh jobs";
  }
}
