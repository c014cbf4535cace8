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

/**
 * The least that a mean delay times a number of polls can be, for jobs whose lengths are
 * distributed in a way that the client knows exactly: {@code (integral of sqrt(density *
 * survival))^2 / 2}.
 */
final class Bound {

  private static final int STEPS = 100_000;

  private Bound() {}

  /** Returns the least product of mean delay in seconds and polls per job. */
  static double of(Lengths lengths) {
    double step = lengths.longest() / STEPS;
    double survival = 1;
    double integral = 0;
    for (int i = 0; i < STEPS; i++) {
      double ending = lengths.density((i + 0.5) * step);
      survival = Math.max(0, survival - ending * step / 2);
      integral += Math.sqrt(ending * survival) * step;
      survival = Math.max(0, survival - ending * step / 2);
    }
    return integral * integral / 2;
  }
}
