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
package io.github.milvusrefresh.benchmarks.client;

/**
 * Whose turn it is: ours, raw, raw, ours, and so on. Two turns in a row are a round, and what
 * changes steadily, on the machine or in the server, favours each in every second one.
 */
final class Turns {

  private static final int TURNS_OF_TWO_ROUNDS = 4;

  private int turn = -1;

  /** Tells whether a turn is ours, counted from 0. */
  static boolean isOurs(int turn) {
    int place = turn % TURNS_OF_TWO_ROUNDS;
    return place == 0 || place == TURNS_OF_TWO_ROUNDS - 1;
  }

  void next() {
    turn++;
  }

  boolean isOurs() {
    return isOurs(turn);
  }
}
