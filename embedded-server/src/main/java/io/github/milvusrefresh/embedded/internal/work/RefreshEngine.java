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
package io.github.milvusrefresh.embedded.internal.work;

import io.github.milvusrefresh.embedded.internal.model.Catalog;
import io.github.milvusrefresh.embedded.internal.model.IndexService;
import io.github.milvusrefresh.embedded.internal.model.Job;
import io.github.milvusrefresh.embedded.internal.model.JobBook;
import io.github.milvusrefresh.embedded.internal.model.JobPhase;
import io.github.milvusrefresh.embedded.internal.model.JobScripts;
import io.github.milvusrefresh.embedded.internal.model.Publication;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Moves jobs on as time passes. Does nothing by itself: {@link #runDue} does all that is due by the
 * clock, so that real time and virtual time run the same code. Thread-safe.
 */
public final class RefreshEngine {

  private final JobBook book;
  private final JobScripts scripts;
  private final JobSteps steps;
  private final RefreshSettings settings;
  private final InstantSource clock;
  private final Map<Long, Course> courses = new HashMap<>();

  public RefreshEngine(
      JobBook book,
      JobScripts scripts,
      Catalog catalog,
      Publication publication,
      IndexService indexes,
      PlanStore plans,
      RefreshSettings settings,
      InstantSource clock) {
    this.book = book;
    this.scripts = scripts;
    this.steps = new JobSteps(book, catalog, publication, indexes, plans, settings, clock);
    this.settings = settings;
    this.clock = clock;
  }

  /** Does all that is due and returns when there is more to do, if ever. */
  public synchronized Optional<Instant> runDue() {
    return book.newestFirst().stream()
        .map(job -> runDue(job.id()))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  private Optional<Instant> runDue(long jobId) {
    Optional<Job> job = book.find(jobId);
    while (job.isPresent()) {
      Instant next = nextMoment(job.get());
      if (next.isAfter(clock.instant())) {
        return Optional.of(next);
      }
      step(job.get());
      job = book.find(jobId);
    }
    courses.remove(jobId);
    return Optional.empty();
  }

  private Instant nextMoment(Job job) {
    if (job.endTime() != null) {
      return job.endTime().plus(settings.retention());
    }
    Instant step = job.phase() == JobPhase.SCRIPTED ? Instant.MAX : course(job).due();
    return earlier(step, deadline(job));
  }

  private void step(Job job) {
    if (job.ended()) {
      book.remove(job.id());
    } else if (!deadline(job).isAfter(clock.instant())) {
      book.change(job.id(), current -> current.timedOut(clock.instant()));
    } else {
      Course course = course(job);
      course.postpone(steps.run(job, course));
    }
  }

  private Course course(Job job) {
    Course known = courses.get(job.id());
    if (known != null) {
      return known;
    }
    boolean fresh = job.phase() == JobPhase.PLANNING;
    Course course = new Course(fresh ? job.submission().startTime() : clock.instant());
    course.postpone(steps.untilFirst(job, course));
    courses.put(job.id(), course);
    return course;
  }

  private Instant deadline(Job job) {
    return scripts.timesOut(job.id()) ? job.deadline(settings.jobTimeout()) : Instant.MAX;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
