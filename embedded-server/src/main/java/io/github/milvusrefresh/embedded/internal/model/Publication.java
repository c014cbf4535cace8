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

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gives a collection the data of a job that went well, and its source. */
public final class Publication {

  private final Catalog catalog;
  private final IdAllocator ids;
  private final InstantSource clock;
  private final AtomicBoolean loseNext = new AtomicBoolean();

  public Publication(Catalog catalog, IdAllocator ids, InstantSource clock) {
    this.catalog = catalog;
    this.ids = ids;
    this.clock = clock;
  }

  /** Lets the next job complete without its source reaching the collection (issue 49335). */
  public void loseNext() {
    loseNext.set(true);
  }

  public void publish(Submission submission, List<DataFile> files) {
    boolean lost = loseNext.getAndSet(false);
    catalog.change(
        submission.collectionId(),
        collection -> {
          MilvusCollection filled =
              collection.serving(collection.serving().holding(segments(collection, files)));
          return lost ? filled : filled.readingFrom(submission.source(), submission.spec());
        });
  }

  /** Publishes what a job brings that is moved by hand: nobody read its source. */
  public void publishUnread(Submission submission, long rows) {
    publish(submission, List.of(new DataFile("of job " + submission.jobId(), rows)));
  }

  /** Milvus keeps the segments, and so the indexes, of files that are where they were. */
  private List<Segment> segments(MilvusCollection collection, List<DataFile> files) {
    Map<String, Segment> kept =
        collection.serving().segments().stream()
            .collect(Collectors.toMap(Segment::file, Function.identity()));
    return files.stream()
        .map(file -> kept.containsKey(file.path()) ? kept.get(file.path()) : added(file))
        .toList();
  }

  private Segment added(DataFile file) {
    return new Segment(ids.next(), file.path(), file.rows(), clock.instant());
  }
}
