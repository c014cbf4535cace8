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

import java.util.SplittableRandom;

/** Many jobs, one after the other, in no time. The same lengths for each policy. */
final class Simulation {

  private static final long SEED = 20_261_124;

  private final int jobs;

  Simulation(int jobs) {
    this.jobs = jobs;
  }

  Measure run(Policy policy, Lengths lengths) {
    SplittableRandom ends = new SplittableRandom(SEED);
    SplittableRandom client = new SplittableRandom(SEED + 1);
    double[] delays = new double[jobs];
    long calls = 0;
    for (int job = 0; job < jobs; job++) {
      double length = lengths.draw(ends);
      Policy.Pauses pauses = policy.start().apply(client);
      double now = policy.firstPollAt();
      int polls = 1;
      while (now < length) {
        now += pauses.next(polls, now, client);
        polls++;
      }
      delays[job] = now - length;
      calls += policy.callsBefore() + polls;
    }
    return Measure.of(delays, calls);
  }
}
