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
package io.github.milvusrefresh.core;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The state of a refresh job, by its number on the wire.
 *
 * <p>Milvus knows four. A number that this version does not know is kept, shown as {@code
 * UNKNOWN(n)}, and is never terminal, so that a newer server cannot end a wait by accident.
 *
 * @param number the enum number of {@code RefreshExternalCollectionState} in Milvus' {@code
 *     milvus.proto}
 */
public record RefreshState(int number) implements Serializable {

  private static final Pattern UNKNOWN = Pattern.compile("UNKNOWN\\((-?\\d{1,10})\\)");

  /** Submitted; the server plans the job. Also the state of a retried job. */
  public static final RefreshState PENDING = new RefreshState(0);

  /** The server works, or waits for indexes (progress 90 to 99). */
  public static final RefreshState IN_PROGRESS = new RefreshState(1);

  /** The new snapshot is committed. Not a promise that it is indexed or loaded. */
  public static final RefreshState COMPLETED = new RefreshState(2);

  /** The job failed; the previous snapshot stays, unless the reason says otherwise. */
  public static final RefreshState FAILED = new RefreshState(3);

  /**
   * Tells whether the server will never change this state again.
   *
   * @return true for {@link #COMPLETED} and {@link #FAILED} alone
   */
  public boolean isTerminal() {
    return number == COMPLETED.number || number == FAILED.number;
  }

  /**
   * Returns the name used on the wire and in SQL.
   *
   * @return {@code RefreshPending}, {@code RefreshInProgress}, {@code RefreshCompleted}, {@code
   *     RefreshFailed}, or {@code UNKNOWN(n)}
   */
  public String wireName() {
    return switch (number) {
      case 0 -> "RefreshPending";
      case 1 -> "RefreshInProgress";
      case 2 -> "RefreshCompleted";
      case 3 -> "RefreshFailed";
      default -> "UNKNOWN(" + number + ")";
    };
  }

  /**
   * Finds a state by its name.
   *
   * @param name as {@link #wireName()} gives it
   * @return the state
   * @throws IllegalArgumentException for any other name
   */
  public static RefreshState ofWireName(String name) {
    Matcher unknown = UNKNOWN.matcher(name);
    return unknown.matches()
        ? new RefreshState(Integer.parseInt(unknown.group(1)))
        : Stream.of(PENDING, IN_PROGRESS, COMPLETED, FAILED)
            .filter(state -> state.wireName().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("There is no refresh state '" + name + "'."));
  }

  @Override
  public String toString() {
    return wireName();
  }
}
