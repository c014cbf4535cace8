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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;

/**
 * Builds scans of job rows. Takes the filters that {@link PushedFilter} reads, wholly; the others
 * stay with Spark. Not thread-safe.
 */
final class JobScanBuilder implements SupportsPushDownV2Filters {

  private final RoutineCall call;
  private final List<Predicate> pushed = new ArrayList<>();
  private JobSelection selection = JobSelection.all();

  JobScanBuilder(RoutineCall call) {
    this.call = call;
  }

  /** Spark may call it more than once: what was taken before still holds. */
  @Override
  public Predicate[] pushPredicates(Predicate[] predicates) {
    return Arrays.stream(predicates)
        .filter(predicate -> !take(predicate))
        .toArray(Predicate[]::new);
  }

  private boolean take(Predicate predicate) {
    Optional<JobSelection> narrower = PushedFilter.narrow(selection, predicate);
    narrower.ifPresent(
        taken -> {
          selection = taken;
          pushed.add(predicate);
        });
    return narrower.isPresent();
  }

  @Override
  public Predicate[] pushedPredicates() {
    return pushed.toArray(Predicate[]::new);
  }

  @Override
  public Scan build() {
    return new RefreshScan(call.withSelection(selection));
  }
}
