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

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What tests arranged to happen to single jobs. Forgotten at a restart. Thread-safe. */
public final class JobScripts {

  private final PollSteps steps = new PollSteps();
  private final Map<Long, Integer> hiddenPolls = new HashMap<>();
  private final Map<Long, Integer> hiddenLists = new HashMap<>();
  private final Set<Long> endless = new HashSet<>();

  /** Adds a step that happens right before a poll is answered, one step a poll. */
  public void then(long jobId, Runnable step) {
    steps.then(jobId, step);
  }

  public synchronized void hide(long jobId, int polls) {
    hiddenPolls.put(jobId, polls);
  }

  public synchronized void hideFromLists(long jobId, int lists) {
    hiddenLists.put(jobId, lists);
  }

  public synchronized void neverTimeOut(long jobId) {
    endless.add(jobId);
  }

  public synchronized boolean timesOut(long jobId) {
    return !endless.contains(jobId);
  }

  /** Lets happen what is arranged for this poll; returns whether the poll may see the job. */
  public boolean poll(long jobId) {
    if (countDown(hiddenPolls, jobId)) {
      return false;
    }
    steps.poll(jobId);
    return true;
  }

  /** As {@link #poll}, for a list that would hold the job. */
  public boolean list(long jobId) {
    return !countDown(hiddenLists, jobId) && poll(jobId);
  }

  private synchronized boolean countDown(Map<Long, Integer> hidden, long jobId) {
    int left = hidden.getOrDefault(jobId, 0);
    if (left > 0) {
      hidden.put(jobId, left - 1);
    }
    return left > 0;
  }
}
