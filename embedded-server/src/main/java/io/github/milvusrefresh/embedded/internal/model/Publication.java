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

import java.util.concurrent.atomic.AtomicBoolean;

/** Makes a collection read from the source of a job that went well. */
public final class Publication {

  private final Catalog catalog;
  private final AtomicBoolean loseNext = new AtomicBoolean();

  public Publication(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Lets the next job complete without its source reaching the collection (issue 49335). */
  public void loseNext() {
    loseNext.set(true);
  }

  public void publish(Submission submission) {
    if (!loseNext.getAndSet(false)) {
      catalog.redirect(submission.collectionId(), submission.source(), submission.spec());
    }
  }
}
