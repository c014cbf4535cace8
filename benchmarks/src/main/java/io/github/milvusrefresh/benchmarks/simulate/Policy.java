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
import java.util.function.Function;

/**
 * How a client polls.
 *
 * @param key names its figures
 * @param label names it in tables and in the plot
 * @param firstPollAt when it polls first, in seconds after the job was submitted
 * @param callsBefore the calls it makes once besides the polls of a job
 * @param start the polling of one job; may draw what is known about it
 */
record Policy(
    String key,
    String label,
    double firstPollAt,
    int callsBefore,
    Function<SplittableRandom, Pauses> start) {

  /** The polling of one job after the first poll. */
  @FunctionalInterface
  interface Pauses {

    /**
     * Returns the seconds to the next poll.
     *
     * @param polls how many were made, at least one
     * @param elapsed the seconds since the job began
     */
    double next(int polls, double elapsed, SplittableRandom random);
  }

  boolean isOurs() {
    return key.startsWith("ours");
  }

  static Policy of(String key, String label, Pauses pauses) {
    return new Policy(key, label, 0, 0, random -> pauses);
  }
}
