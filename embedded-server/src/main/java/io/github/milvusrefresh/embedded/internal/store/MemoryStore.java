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

import io.github.milvusrefresh.embedded.internal.model.Job;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Forgets everything when the server stops. */
public final class MemoryStore implements ServerStore {

  private final Map<Long, List<List<String>>> plans = new ConcurrentHashMap<>();

  @Override
  public Contents loadCatalog() {
    return Contents.EMPTY;
  }

  @Override
  public void saveCatalog(Contents contents) {}

  @Override
  public List<Job> loadJobs() {
    return List.of();
  }

  @Override
  public void saveJob(Job job) {}

  @Override
  public void deleteJob(long jobId) {
    plans.remove(jobId);
  }

  @Override
  public void savePlan(long jobId, List<List<String>> tasks) {
    plans.put(jobId, tasks);
  }

  @Override
  public List<List<String>> loadPlan(long jobId) {
    return plans.getOrDefault(jobId, List.of());
  }

  @Override
  public void close() {}
}
