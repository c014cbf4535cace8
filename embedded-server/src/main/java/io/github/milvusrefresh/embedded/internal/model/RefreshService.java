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
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the three refresh RPCs do. Thread-safe. */
public final class RefreshService {

  private final Catalog catalog;
  private final JobBook book;
  private final JobScripts scripts;
  private final IdAllocator ids;
  private final InstantSource clock;
  private final UnaryOperator<Job> beforeItStarts;

  /**
   * Creates the service.
   *
   * @param beforeItStarts changes each new job, so that it may be scripted from the start
   */
  public RefreshService(
      Catalog catalog,
      JobBook book,
      JobScripts scripts,
      IdAllocator ids,
      InstantSource clock,
      UnaryOperator<Job> beforeItStarts) {
    this.catalog = catalog;
    this.book = book;
    this.scripts = scripts;
    this.ids = ids;
    this.clock = clock;
    this.beforeItStarts = beforeItStarts;
  }

  /** Checks a request in Milvus' order and returns what would be submitted, with a fresh id. */
  public Submission accept(String database, String name, String source, String spec) {
    requireName(name);
    MilvusCollection collection = catalog.collection(database, name);
    if (!collection.external()) {
      throw MilvusError.COLLECTION_ILLEGAL_SCHEMA.saying(
          "not an external collection: illegal collection schema[collection=" + name + "]");
    }
    requireBothOrNeither(source, spec);
    boolean override = !source.isEmpty();
    return new Submission(
        ids.next(),
        collection.id(),
        name,
        override ? source : collection.source(),
        override ? spec : collection.spec(),
        clock.instant());
  }

  /** Starts the job; it is there for every poll from now on. */
  public void submit(Submission submission) {
    book.submit(beforeItStarts.apply(Job.submitted(submission)));
  }

  public Job progress(long jobId) {
    if (book.find(jobId).isEmpty() || !scripts.poll(jobId)) {
      throw notFound(jobId);
    }
    return book.find(jobId).orElseThrow(() -> notFound(jobId));
  }

  /** Returns jobs, newest first: of one collection, or with an empty name of all databases. */
  public List<Job> jobs(String database, String name) {
    Optional<Long> only =
        name.isEmpty() ? Optional.empty() : Optional.of(catalog.collection(database, name).id());
    return book.newestFirst().stream()
        .filter(job -> only.isEmpty() || only.get() == job.submission().collectionId())
        .map(Job::id)
        .filter(scripts::list)
        .flatMap(jobId -> book.find(jobId).stream())
        .toList();
  }

  private static void requireName(String name) {
    if (name.isEmpty()) {
      throw MilvusError.PARAMETER_INVALID.because("collection name should not be empty");
    }
  }

  private static void requireBothOrNeither(String source, String spec) {
    if (source.isEmpty() != spec.isEmpty()) {
      throw MilvusError.PARAMETER_INVALID.because(
          "external_source and external_spec must be both provided or both omitted");
    }
    if (!source.isEmpty()) {
      ExternalSource.validate(source);
      ExternalSpec.validate(spec);
    }
  }

  private static MilvusException notFound(long jobId) {
    return MilvusError.PARAMETER_INVALID.because("refresh job %d not found".formatted(jobId));
  }
}
