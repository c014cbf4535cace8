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

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.data.RowData;

/**
 * The key of a lookup join: the id of a job, and what else its row must equal, since the planner
 * makes a part of the key of each {@code =} in the condition of a join.
 *
 * @param jobIdIndex where in the key the id is
 * @param columns for each part of the key, its column among those of the table
 * @param names for each part of the key, the name of its column
 */
record LookupKey(int jobIdIndex, List<Integer> columns, List<String> names)
    implements Serializable {

  static LookupKey of(List<String> names, JobColumns table) {
    return new LookupKey(
        names.indexOf(JobColumns.JOB_ID),
        names.stream().map(table.names()::indexOf).toList(),
        List.copyOf(names));
  }

  boolean isJobIdAlone() {
    return names.size() == 1;
  }

  boolean hasJobId(RowData values) {
    return !values.isNullAt(jobIdIndex);
  }

  long jobId(RowData values) {
    return values.getLong(jobIdIndex);
  }

  /** Keeps the rows that equal the whole key; NULL equals nothing. */
  Collection<RowData> matching(Collection<RowData> rows, RowData values) {
    return rows.stream()
        .filter(row -> IntStream.range(0, names.size()).allMatch(i -> matches(row, values, i)))
        .toList();
  }

  private boolean matches(RowData row, RowData values, int index) {
    RowData.FieldGetter inRow = JobColumns.getter(names.get(index), columns.get(index));
    RowData.FieldGetter inKey = JobColumns.getter(names.get(index), index);
    Object value = inRow.getFieldOrNull(row);
    return value != null && value.equals(inKey.getFieldOrNull(values));
  }
}
