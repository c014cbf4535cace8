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
package io.github.milvusrefresh.benchmarks.simulate;

import java.util.Arrays;

/**
 * What a policy cost and how late it was, over many jobs.
 *
 * @param meanDelay in seconds, from the end of a job to the poll that saw it
 * @param medianDelay the same, of half of the jobs
 * @param p99Delay the same, of all but one in a hundred
 * @param polls calls per job
 */
record Measure(double meanDelay, double medianDelay, double p99Delay, double polls) {

  static Measure of(double[] delays, long calls) {
    double[] sorted = delays.clone();
    Arrays.sort(sorted);
    int jobs = sorted.length;
    return new Measure(
        Arrays.stream(sorted).sum() / jobs,
        sorted[jobs / 2],
        sorted[jobs * 99 / 100],
        (double) calls / jobs);
  }

  /** Mean delay times polls: what a policy is judged by, as one can always be had for the other. */
  double product() {
    return meanDelay * polls;
  }
}
