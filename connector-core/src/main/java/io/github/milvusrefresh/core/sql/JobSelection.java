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
package io.github.milvusrefresh.core.sql;

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RpcOptions;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs a query asks for: all, less what the filters that an engine pushes down leave out.
 * Pushing a filter down never changes an answer, only the calls it takes. Immutable and
 * serializable.
 */
public final class JobSelection implements Serializable {

  private static final long serialVersionUID = 1L;

  /** From so many jobs on, one call that lists all is better than one for each. */
  private static final int MANY = 8;

  private static final JobSelection ALL = new JobSelection(null, null);

  /** Null for any. */
  private final @Nullable Set<Long> jobIds;

  private final @Nullable Set<String> collections;

  private JobSelection(@Nullable Set<Long> jobIds, @Nullable Set<String> collections) {
    this.jobIds = jobIds;
    this.collections = collections;
  }

  /**
   * Selects all jobs.
   *
   * @return the selection
   */
  public static JobSelection all() {
    return ALL;
  }

  /**
   * Keeps those of the selection that have one of these ids.
   *
   * @param ids the ids; none selects nothing
   * @return a new selection
   */
  public JobSelection withJobIds(Collection<Long> ids) {
    return new JobSelection(intersection(jobIds, ids), collections);
  }

  /**
   * Keeps those of the selection that were submitted for one of these collections.
   *
   * @param names as in the column {@code collection_name}; none selects nothing
   * @return a new selection
   */
  public JobSelection withCollections(Collection<String> names) {
    return new JobSelection(jobIds, intersection(collections, names));
  }

  private static <T extends Comparable<T>> Set<T> intersection(
      @Nullable Set<T> set, Collection<T> other) {
    // Ids ascend with time: the newest first.
    Set<T> both = new TreeSet<>(Comparator.reverseOrder());
    both.addAll(other);
    if (set != null) {
      both.retainAll(set);
    }
    return both;
  }

  /**
   * Asks for the selected jobs.
   *
   * <p>A few ids are asked for one by one. Collections select from the list of all jobs: the
   * server's list of one collection leaves out dropped ones of that name and those of other
   * databases, which the column does not (MILVUS-SERVER.md, 4).
   *
   * @param client makes the calls, none if nothing is selected
   * @param collection whose list to select from; empty for the list of all
   * @return the jobs, newest first
   */
  List<RefreshJob> fetch(RefreshClient client, Optional<CollectionName> collection) {
    if (isNone()) {
      return List.of();
    }
    List<RefreshJob> jobs =
        collection.isEmpty() && jobIds != null && jobIds.size() < MANY
            ? oneByOne(client, jobIds)
            : collection.map(client::jobs).orElseGet(client::jobs);
    return contained(jobs);
  }

  /**
   * Asks for the selected jobs without blocking; a few ids one by one, and all at once.
   *
   * @param client makes the calls, none if nothing is selected
   * @param collection whose list to select from; empty for the list of all
   * @return completes with the jobs, newest first; or exceptionally as the calls of the client do,
   *     also with that error as the cause of a {@link CompletionException}
   */
  public CompletableFuture<List<RefreshJob>> fetchAsync(
      RefreshClient client, Optional<CollectionName> collection) {
    if (isNone()) {
      return CompletableFuture.completedFuture(List.of());
    }
    RpcOptions rpc = RpcOptions.defaults();
    CompletableFuture<List<RefreshJob>> jobs =
        collection.isEmpty() && jobIds != null && jobIds.size() < MANY
            ? allAtOnce(client, jobIds)
            : collection
                .map(name -> client.jobsAsync(name, rpc))
                .orElseGet(() -> client.jobsAsync(rpc));
    return jobs.thenApply(this::contained);
  }

  private List<RefreshJob> contained(List<RefreshJob> jobs) {
    return jobs.stream().filter(this::contains).toList();
  }

  private boolean isNone() {
    return (jobIds != null && jobIds.isEmpty()) || (collections != null && collections.isEmpty());
  }

  private boolean contains(RefreshJob job) {
    return (jobIds == null || jobIds.contains(job.jobId()))
        && (collections == null || collections.contains(job.collectionName()));
  }

  private static List<RefreshJob> oneByOne(RefreshClient client, Set<Long> ids) {
    return ids.stream()
        .filter(id -> id > 0)
        .map(id -> find(client, id))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<RefreshJob> find(RefreshClient client, long id) {
    try {
      return Optional.of(client.progress(id));
    } catch (JobNotFoundException e) {
      return Optional.empty();
    }
  }

  private static CompletableFuture<List<RefreshJob>> allAtOnce(
      RefreshClient client, Set<Long> ids) {
    List<CompletableFuture<Optional<RefreshJob>>> jobs =
        ids.stream().filter(id -> id > 0).map(id -> findAsync(client, id)).toList();
    return CompletableFuture.allOf(jobs.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            all -> jobs.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList());
  }

  private static CompletableFuture<Optional<RefreshJob>> findAsync(RefreshClient client, long id) {
    return client
        .progressAsync(id, RpcOptions.defaults())
        .handle(
            (job, error) -> {
              if (error != null && !(error instanceof JobNotFoundException)) {
                throw new CompletionException(error);
              }
              return Optional.ofNullable(job);
            });
  }

  /**
   * Describes the selection as a filter.
   *
   * @return for instance {@code job_id IN (77)}; {@code all jobs} if it leaves out none
   */
  @Override
  public String toString() {
    String filters =
        Stream.of(filter("job_id", jobIds), filter("collection_name", collections))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" AND "));
    return filters.isEmpty() ? "all jobs" : filters;
  }

  private static Optional<String> filter(String column, @Nullable Set<?> values) {
    return Optional.ofNullable(values)
        .map(set -> set.stream().map(Object::toString).collect(Collectors.joining(", ")))
        .map(list -> column + " IN (" + list + ")");
  }
}
