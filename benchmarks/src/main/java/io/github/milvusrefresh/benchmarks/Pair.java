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

/**
 * Two times taken right after each other, so that the machine was the same for both.
 *
 * @param ours what was measured of us, in nanoseconds
 * @param other what it is compared with, in nanoseconds
 */
public record Pair(long ours, long other) {

  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * Does both, in an order that changes from round to round: what changes steadily favours each in
   * every second one.
   *
   * @param round its number
   * @param ours what to measure of us
   * @param other what it is compared with
   * @param <E> what both may throw
   * @return the times
   * @throws E if one did
   */
  public static <E extends Exception> Pair ofRound(int round, Turn<E> ours, Turn<E> other)
      throws E {
    if (round % 2 == 0) {
      long first = ours.nanos();
      return new Pair(first, other.nanos());
    }
    long first = other.nanos();
    return new Pair(ours.nanos(), first);
  }

  /**
   * Does both twice, ours first and last: what changes steadily, or from turn to turn, is the same
   * for both.
   *
   * @param ours what to measure of us
   * @param other what it is compared with
   * @param <E> what both may throw
   * @return the means of the two times of each
   * @throws E if one did
   */
  public static <E extends Exception> Pair ofBalancedRound(Turn<E> ours, Turn<E> other) throws E {
    long first = ours.nanos();
    long others = other.nanos() + other.nanos();
    return new Pair((first + ours.nanos()) / 2, others / 2);
  }

  /**
   * Reads what {@link #toLine} wrote.
   *
   * @param line of a program's output
   * @return the times
   */
  public static Pair ofLine(String line) {
    String[] words = line.split(" ", 2);
    return new Pair(Long.parseLong(words[0]), Long.parseLong(words[1]));
  }

  /**
   * Writes both for another process.
   *
   * @return a line
   */
  public String toLine() {
    return ours + " " + other;
  }

  /**
   * Returns our time.
   *
   * @return in milliseconds
   */
  public double oursMillis() {
    return ours / NANOS_PER_MILLI;
  }

  /**
   * Returns the other time.
   *
   * @return in milliseconds
   */
  public double otherMillis() {
    return other / NANOS_PER_MILLI;
  }

  /**
   * Returns how much more time ours took.
   *
   * @return in milliseconds
   */
  public double millisAbove() {
    return oursMillis() - otherMillis();
  }

  /**
   * Compares the times.
   *
   * @return ours as a multiple of the other
   */
  public double times() {
    return (double) ours / other;
  }

  /**
   * Compares the speeds, as both did the same.
   *
   * @return ours as a multiple of the other
   */
  public double timesAsFast() {
    return (double) other / ours;
  }

  /**
   * One of both.
   *
   * @param <E> what it may throw
   */
  @FunctionalInterface
  public interface Turn<E extends Exception> {

    /**
     * Does it.
     *
     * @return how long it took
     * @throws E if it did not work
     */
    long nanos() throws E;
  }
}
