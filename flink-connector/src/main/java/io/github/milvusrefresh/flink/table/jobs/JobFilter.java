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

import io.github.milvusrefresh.core.sql.JobSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionDefinition;

/**
 * A filter that a selection of jobs can stand for: a column that equals one of some values, written
 * with {@code =}, {@code IN} or {@code OR}.
 *
 * @param column its name
 * @param values the values; none if it was compared with NULL alone, which nothing equals
 */
record JobFilter(String column, List<ValueLiteralExpression> values) {

  /** Returns what is left of the selection; empty if the filter is of another kind. */
  static Optional<JobSelection> narrow(JobSelection selection, ResolvedExpression filter) {
    return read(filter).flatMap(read -> read.narrow(selection));
  }

  private Optional<JobSelection> narrow(JobSelection selection) {
    return switch (column) {
      case JobColumns.JOB_ID -> valuesAs(Long.class).map(selection::withJobIds);
      case JobColumns.COLLECTION_NAME -> valuesAs(String.class).map(selection::withCollections);
      default -> Optional.empty();
    };
  }

  private <T> Optional<List<T>> valuesAs(Class<T> type) {
    List<T> read =
        values.stream().map(value -> value.getValueAs(type)).flatMap(Optional::stream).toList();
    return read.size() == values.size() ? Optional.of(read) : Optional.empty();
  }

  private static Optional<JobFilter> read(ResolvedExpression filter) {
    if (!(filter instanceof CallExpression call)) {
      return Optional.empty();
    }
    List<ResolvedExpression> children = call.getResolvedChildren();
    FunctionDefinition function = call.getFunctionDefinition();
    if (function.equals(BuiltInFunctionDefinitions.OR)) {
      return any(children);
    }
    if (function.equals(BuiltInFunctionDefinitions.EQUALS)) {
      return oneOf(children).or(() -> oneOf(List.of(children.get(1), children.get(0))));
    }
    return function.equals(BuiltInFunctionDefinitions.IN) ? oneOf(children) : Optional.empty();
  }

  /** The column is the first, the values are the others. */
  private static Optional<JobFilter> oneOf(List<ResolvedExpression> children) {
    List<ResolvedExpression> others = children.subList(1, children.size());
    if (!(children.get(0) instanceof FieldReferenceExpression field)
        || !others.stream().allMatch(ValueLiteralExpression.class::isInstance)) {
      return Optional.empty();
    }
    return Optional.of(
        new JobFilter(
            field.getName(),
            others.stream()
                .map(ValueLiteralExpression.class::cast)
                .filter(literal -> !literal.isNull())
                .toList()));
  }

  private static Optional<JobFilter> any(List<ResolvedExpression> children) {
    List<JobFilter> filters = new ArrayList<>();
    for (ResolvedExpression child : children) {
      Optional<JobFilter> filter = read(child);
      if (filter.isEmpty()) {
        return Optional.empty();
      }
      filters.add(filter.get());
    }
    Stream<String> columns = filters.stream().map(JobFilter::column).distinct();
    return columns.count() > 1
        ? Optional.empty()
        : Optional.of(
            new JobFilter(
                filters.get(0).column(),
                filters.stream().map(JobFilter::values).flatMap(List::stream).toList()));
  }
}
