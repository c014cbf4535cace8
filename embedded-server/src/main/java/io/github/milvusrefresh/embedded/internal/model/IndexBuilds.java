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
package io.github.milvusrefresh.embedded.internal.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells which segments have an index by now. That follows from the time alone, so nothing has to
 * run: segments that came together are built one after the other, within the build time.
 */
final class IndexBuilds {

  private final Duration buildTime;

  IndexBuilds(Duration buildTime) {
    this.buildTime = buildTime;
  }

  long pendingRows(List<Segment> segments, CollectionIndex index, Instant now) {
    return segments.stream()
        .collect(Collectors.groupingBy(segment -> start(segment, index)))
        .entrySet()
        .stream()
        .mapToLong(batch -> pendingRows(batch.getValue(), Duration.between(batch.getKey(), now)))
        .sum();
  }

  private long pendingRows(Collection<Segment> batch, Duration elapsed) {
    return batch.stream().skip(built(batch.size(), elapsed)).mapToLong(Segment::rows).sum();
  }

  private long built(int size, Duration elapsed) {
    if (elapsed.compareTo(buildTime) >= 0) {
      return size;
    }
    // A clock that went back must not make it less than none.
    return Math.max(0, elapsed.multipliedBy(size).dividedBy(buildTime));
  }

  private static Instant start(Segment segment, CollectionIndex index) {
    return segment.added().isAfter(index.created()) ? segment.added() : index.created();
  }
}
