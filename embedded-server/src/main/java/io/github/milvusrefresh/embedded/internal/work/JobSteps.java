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
import io.github.milvusrefresh.embedded.internal.model.ExternalSpec;
import io.github.milvusrefresh.embedded.internal.model.IndexService;
import io.github.milvusrefresh.embedded.internal.model.Job;
import io.github.milvusrefresh.embedded.internal.model.JobBook;
import io.github.milvusrefresh.embedded.internal.model.Publication;
import io.github.milvusrefresh.embedded.internal.model.Submission;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/** The single steps of a job. Each says how long to wait before the next. */
final class JobSteps {

  /** How often Milvus tries again to plan a job that it cannot plan yet. */
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);

  /** How often a job looks whether its indexes are there; Milvus does every 10 s. */
  private static final Duration INDEX_CHECK_INTERVAL = Duration.ofMillis(100);

  private final JobBook book;
  private final Catalog catalog;
  private final Publication publication;
  private final IndexService indexes;
  private final PlanStore plans;
  private final Planner planner;
  private final FileCheck fileCheck = new FileCheck();
  private final RefreshSettings settings;
  private final InstantSource clock;

  JobSteps(
      JobBook book,
      Catalog catalog,
      Publication publication,
      IndexService indexes,
      PlanStore plans,
      RefreshSettings settings,
      InstantSource clock) {
    this.book = book;
    this.catalog = catalog;
    this.publication = publication;
    this.indexes = indexes;
    this.plans = plans;
    this.planner = new Planner(settings.filesPerTask());
    this.settings = settings;
    this.clock = clock;
  }

  Duration run(Job job, Course course) {
    try {
      return switch (job.phase()) {
        case PLANNING -> plan(job, course);
        case RUNNING -> job.allTasksFinished() ? settle(job, course) : runTask(job, course);
        case INDEXING -> awaitIndexes(job);
        case SCRIPTED, ENDED -> CHECK_INTERVAL;
      };
    } catch (RefreshFailure failure) {
      move(job, current -> current.failed(failure.reason(), clock.instant()));
      return Duration.ZERO;
    }
  }

  /** How long the first step of a job takes that was just submitted or found after a restart. */
  Duration untilFirst(Job job, Course course) {
    return switch (job.phase()) {
      case PLANNING -> settings.planningDelay();
      case RUNNING -> untilNextTask(job.finishedTasks(), course.tasks(job, plans));
      case INDEXING, SCRIPTED, ENDED -> Duration.ZERO;
    };
  }

  private Duration plan(Job job, Course course) throws RefreshFailure {
    if (dropped(job)) {
      return CHECK_INTERVAL;
    }
    List<List<String>> tasks = planner.plan(job.submission());
    plans.savePlan(job.id(), tasks);
    course.follow(tasks);
    move(job, current -> current.planned(tasks.size()));
    return untilNextTask(0, tasks);
  }

  private Duration runTask(Job job, Course course) throws RefreshFailure {
    requireCollection(job);
    List<List<String>> tasks = course.tasks(job, plans);
    fileCheck.check(tasks.get(job.finishedTasks()), ExternalSpec.format(job.submission().spec()));
    move(job, Job::taskFinished);
    return untilNextTask(job.finishedTasks() + 1, tasks);
  }

  private Duration settle(Job job, Course course) throws RefreshFailure {
    requireCollection(job);
    publication.publish(job.submission(), DataFiles.of(course.tasks(job, plans)));
    if (settings.waitForIndex()) {
      return awaitIndexes(job);
    }
    move(job, current -> current.completed(clock.instant()));
    return Duration.ZERO;
  }

  /** All indexes count that the collection has by now, on whichever of its data. */
  private Duration awaitIndexes(Job job) {
    double done = indexes.done(job.submission().collectionId());
    if (done == 1) {
      move(job, current -> current.completed(clock.instant()));
      return Duration.ZERO;
    }
    move(job, current -> current.indexing(done));
    return INDEX_CHECK_INTERVAL;
  }

  private Duration untilNextTask(int finished, List<List<String>> tasks) {
    return finished == tasks.size()
        ? settings.finalizationDelay()
        : settings.taskTime(tasks.get(finished).size());
  }

  /** Leaves a job alone that somebody took over while the step ran. */
  private void move(Job job, UnaryOperator<Job> transition) {
    book.change(
        job.id(), current -> current.phase() == job.phase() ? transition.apply(current) : current);
  }

  private boolean dropped(Job job) {
    return catalog.find(job.submission().collectionId()).isEmpty();
  }

  private void requireCollection(Job job) throws RefreshFailure {
    if (dropped(job)) {
      Submission submission = job.submission();
      throw new RefreshFailure(
          "collection %d not found in meta: service internal error"
              .formatted(submission.collectionId()));
    }
  }
}
