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
package io.github.milvusrefresh.embedded.internal.store;

import static java.util.Objects.requireNonNull;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import io.github.milvusrefresh.embedded.internal.model.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps everything in a directory, as JSON: {@code catalog.json}, and for each job {@code
 * jobs/<id>.json} and {@code plans/<id>.json}. The plan is a file of its own because it may be long
 * and never changes.
 */
public final class DirectoryStore implements ServerStore {

  private static final TypeToken<Job> JOB = TypeToken.get(Job.class);
  private static final TypeToken<List<List<String>>> PLAN = new TypeToken<>() {};

  private final Gson gson =
      new GsonBuilder()
          .registerTypeAdapter(Instant.class, new InstantAdapter())
          .disableHtmlEscaping()
          .create();
  private final Path catalog;
  private final Path jobs;
  private final Path plans;
  private final DirectoryLock lock;

  public DirectoryStore(Path directory) {
    this.catalog = directory.resolve("catalog.json");
    this.jobs = created(directory.resolve("jobs"));
    this.plans = created(directory.resolve("plans"));
    this.lock = DirectoryLock.on(directory);
  }

  @Override
  public Contents loadCatalog() {
    return AtomicFile.read(catalog)
        .map(text -> parse(catalog, text, TypeToken.get(Contents.class)))
        .orElse(Contents.EMPTY);
  }

  @Override
  public void saveCatalog(Contents contents) {
    AtomicFile.write(catalog, gson.toJson(contents));
  }

  @Override
  public List<Job> loadJobs() {
    try (Stream<Path> files = Files.list(jobs)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .flatMap(file -> AtomicFile.read(file).map(text -> parse(file, text, JOB)).stream())
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot list '" + jobs + "'", failed);
    }
  }

  @Override
  public void saveJob(Job job) {
    AtomicFile.write(file(jobs, job.id()), gson.toJson(job));
  }

  @Override
  public void deleteJob(long jobId) {
    AtomicFile.delete(file(jobs, jobId));
    AtomicFile.delete(file(plans, jobId));
  }

  @Override
  public void savePlan(long jobId, List<List<String>> tasks) {
    AtomicFile.write(file(plans, jobId), gson.toJson(tasks, PLAN.getType()));
  }

  @Override
  public List<List<String>> loadPlan(long jobId) {
    Path file = file(plans, jobId);
    return AtomicFile.read(file).map(text -> parse(file, text, PLAN)).orElse(List.of());
  }

  @Override
  public void close() {
    lock.close();
  }

  private <T> T parse(Path file, String text, TypeToken<T> type) {
    try {
      return requireNonNull(gson.fromJson(text, type));
    } catch (JsonParseException | NullPointerException malformed) {
      throw new IllegalStateException("The file '" + file + "' is not what was saved.", malformed);
    }
  }

  private static Path file(Path directory, long jobId) {
    return directory.resolve(jobId + ".json");
  }

  private static Path created(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot create '" + directory + "'", failed);
    }
  }
}
