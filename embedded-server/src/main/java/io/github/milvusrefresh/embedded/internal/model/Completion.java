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
import java.util.concurrent.atomic.AtomicBoolean;

/** The end of a job that went well: the collection reads from the job's source from then on. */
public final class Completion {

  private final JobBook book;
  private final Catalog catalog;
  private final InstantSource clock;
  private final AtomicBoolean loseNext = new AtomicBoolean();

  public Completion(JobBook book, Catalog catalog, InstantSource clock) {
    this.book = book;
    this.catalog = catalog;
    this.clock = clock;
  }

  /** Makes the next job complete without its source reaching the collection (issue 49335). */
  public void loseNextPublication() {
    loseNext.set(true);
  }

  public void publish(Submission submission) {
    if (!loseNext.getAndSet(false)) {
      catalog.redirect(submission.collectionId(), submission.source(), submission.spec());
    }
  }

  /** Completes a job whose data is published. */
  public boolean complete(long jobId) {
    return book.change(jobId, job -> job.completed(clock.instant()));
  }
}
