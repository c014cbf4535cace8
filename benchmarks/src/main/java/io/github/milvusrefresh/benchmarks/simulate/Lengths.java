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

/** How the lengths of jobs are distributed; in seconds. */
interface Lengths {

  /** A length around which the others lie. */
  double typical();

  double draw(SplittableRandom random);

  /** The probability density of a length. */
  double density(double length);

  /** A length that next to no job exceeds. */
  double longest();

  /** Any length up to one half above and below. */
  record Uniform(double typical) implements Lengths {

    @Override
    public double draw(SplittableRandom random) {
      return random.nextDouble(typical / 2, longest());
    }

    @Override
    public double density(double length) {
      return length >= typical / 2 && length <= longest() ? 1 / typical : 0;
    }

    @Override
    public double longest() {
      return 1.5 * typical;
    }
  }

  /** Lengths whose logarithm is normal around the median with the given standard deviation. */
  record LogNormal(double typical, double sigma) implements Lengths {

    @Override
    public double draw(SplittableRandom random) {
      return typical * Math.exp(sigma * random.nextGaussian());
    }

    @Override
    public double density(double length) {
      if (length <= 0) {
        return 0;
      }
      double z = Math.log(length / typical) / sigma;
      return Math.exp(-z * z / 2) / (length * sigma * Math.sqrt(2 * Math.PI));
    }

    @Override
    public double longest() {
      return typical * Math.exp(6 * sigma);
    }
  }
}
