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

import io.github.milvusrefresh.core.sql.JobSelection;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

/**
 * Reads filters on job rows: {@code =} and {@code IN} of {@code job_id} and {@code
 * collection_name}.
 */
final class PushedFilter {

  private PushedFilter() {}

  /** Returns what is left of the selection; empty if the filter is of another kind. */
  static Optional<JobSelection> narrow(JobSelection selection, Predicate filter) {
    Expression[] children = filter.children();
    if (!List.of("=", "IN").contains(filter.name())
        || !(children[0] instanceof NamedReference column)
        || column.fieldNames().length != 1
        || !Arrays.stream(children).skip(1).allMatch(Literal.class::isInstance)) {
      return Optional.empty();
    }
    // Nothing equals NULL.
    List<?> values =
        Arrays.stream(children)
            .skip(1)
            .map(value -> ((Literal<?>) value).value())
            .filter(Objects::nonNull)
            .toList();
    return switch (column.fieldNames()[0]) {
      case "job_id" ->
          Optional.of(selection.withJobIds(values.stream().map(Long.class::cast).toList()));
      case "collection_name" ->
          Optional.of(selection.withCollections(values.stream().map(Object::toString).toList()));
      default -> Optional.empty();
    };
  }
}
