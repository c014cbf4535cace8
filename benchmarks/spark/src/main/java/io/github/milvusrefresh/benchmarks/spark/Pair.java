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
package io.github.milvusrefresh.benchmarks.spark;

/**
 * Two queries, measured one right after the other.
 *
 * @param ours the time of ours, in ns
 * @param engine the time of the engine's own, in ns
 */
record Pair(long ours, long engine) {

  private static final double NANOS_PER_MILLI = 1e6;

  static Pair ofLine(String line) {
    String[] words = line.split(" ", 2);
    return new Pair(Long.parseLong(words[0]), Long.parseLong(words[1]));
  }

  String toLine() {
    return ours + " " + engine;
  }

  double oursMillis() {
    return ours / NANOS_PER_MILLI;
  }

  double engineMillis() {
    return engine / NANOS_PER_MILLI;
  }

  double millisAbove() {
    return oursMillis() - engineMillis();
  }

  double times() {
    return (double) ours / engine;
  }
}
