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

import io.github.milvusrefresh.embedded.internal.model.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far this process is with a job. Lost at a restart: the step under way begins again. */
final class Course {

  private Instant due;
  private @Nullable List<List<String>> tasks;

  Course(Instant from) {
    this.due = from;
  }

  Instant due() {
    return due;
  }

  void postpone(Duration time) {
    due = due.plus(time);
  }

  void follow(List<List<String>> plan) {
    tasks = plan;
  }

  List<List<String>> tasks(Job job, PlanStore plans) {
    List<List<String>> known = tasks;
    if (known == null) {
      known = plans.loadPlan(job.id());
      tasks = known;
    }
    return known;
  }
}
