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

import io.github.milvusrefresh.core.sql.Column;
import io.github.milvusrefresh.core.sql.Columns;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.jspecify.annotations.Nullable;

/**
 * What the SQL tab shows of a wait. Spark makes the metrics anew from the names of their classes,
 * and hands the values back to them to be shown: hence a public class for each.
 */
final class AwaitMetrics {

  private AwaitMetrics() {}

  static CustomMetric[] all() {
    return new CustomMetric[] {new Polls(), new Waited(), new Progress()};
  }

  /** Reads the values from a row of {@link Columns#AWAITED_JOB}. */
  static CustomTaskMetric[] of(@Nullable Object[] row) {
    return Arrays.stream(all())
        .map(metric -> new Value(metric.name(), number(row, metric.name())))
        .toArray(CustomTaskMetric[]::new);
  }

  private static long number(@Nullable Object[] row, String column) {
    List<String> names = Columns.AWAITED_JOB.stream().map(Column::name).toList();
    return row[names.indexOf(column)] instanceof Number number ? number.longValue() : 0;
  }

  private record Value(String name, long value) implements CustomTaskMetric {}

  private abstract static class Metric implements CustomMetric {

    private final String column;
    private final String description;

    Metric(String column, String description) {
      this.column = column;
      this.description = description;
    }

    @Override
    public final String name() {
      return column;
    }

    @Override
    public final String description() {
      return description;
    }

    @Override
    public String aggregateTaskMetrics(long[] values) {
      return Long.toString(Arrays.stream(values).sum());
    }
  }

  /** How often the server was asked. */
  public static final class Polls extends Metric {
    /** Creates the metric; Spark does. */
    public Polls() {
      super("polls", "polls of the refresh job");
    }
  }

  /** How long the wait took. */
  public static final class Waited extends Metric {
    /** Creates the metric; Spark does. */
    public Waited() {
      super("waited_ms", "time waited for the refresh job, ms");
    }
  }

  /** How far the job came. */
  public static final class Progress extends Metric {
    /** Creates the metric; Spark does. */
    public Progress() {
      super("progress", "last progress of the refresh job, %");
    }
  }
}
