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
package io.github.milvusrefresh.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * One number of a run, printed as {@code figure: <name> = <number> <unit>}.
 *
 * @param name dotted, the benchmark first; stays from release to release
 * @param number what was measured
 * @param unit of the number
 */
public record Figure(String name, double number, String unit) {

  /**
   * Rounds to three significant digits.
   *
   * @param number any
   * @return the digits, without an exponent
   */
  public static String digits(double number) {
    return new BigDecimal(number, new MathContext(3)).toPlainString();
  }

  @Override
  public String toString() {
    return "figure: %s = %s %s".formatted(name, digits(number), unit);
  }
}
