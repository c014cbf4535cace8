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

import static java.util.Objects.requireNonNull;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to wait. Immutable, serializable, made by a {@link Builder}. The bounds and their reasons:
 * the page AWAIT.md of the design, section 4.
 */
public final class AwaitOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** So long that nobody waits for its end, so short that sums of times do not overflow. */
  private static final Duration MAX = Duration.ofDays(36_500);

  private static final AwaitOptions DEFAULTS = new Builder().build();

  private final Duration timeout;
  private final Duration unreachableTimeout;
  private final Duration notFoundGrace;
  private final Duration minPollInterval;
  private final Duration maxPollInterval;
  private final Readiness waitFor;
  private final OnFailure onFailure;
  private final Duration stallTimeout;
  private final Duration pendingTimeout;
  private final boolean failWhenStalled;

  private AwaitOptions(Builder builder) {
    this.timeout = notNegative("timeout", builder.timeout);
    this.unreachableTimeout = notNegative("unreachable_timeout", builder.unreachableTimeout);
    this.notFoundGrace = notNegative("not_found_grace", builder.notFoundGrace);
    this.minPollInterval = positive("min_poll_interval", builder.minPollInterval);
    this.maxPollInterval = positive("max_poll_interval", builder.maxPollInterval);
    this.waitFor = builder.waitFor;
    this.onFailure = builder.onFailure;
    this.stallTimeout = positive("stall_timeout", builder.stallTimeout);
    this.pendingTimeout = positive("pending_timeout", builder.pendingTimeout);
    this.failWhenStalled = builder.failWhenStalled;
    if (maxPollInterval.compareTo(minPollInterval) < 0) {
      throw new InvalidArgumentException(
          "max_poll_interval", maxPollInterval, "at least min_poll_interval " + minPollInterval);
    }
  }

  private static Duration notNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new InvalidArgumentException(name, value, "zero or a positive duration");
    }
    return value.compareTo(MAX) > 0 ? MAX : value;
  }

  private static Duration positive(String name, Duration value) {
    if (value.isZero()) {
      throw new InvalidArgumentException(name, value, "a duration above zero");
    }
    return notNegative(name, value);
  }

  /**
   * Returns the defaults that the setters of the builder state.
   *
   * @return the defaults
   */
  public static AwaitOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Starts from the defaults.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts from these options.
   *
   * @return a builder
   */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * Returns how long to wait in all, readiness included.
   *
   * @return zero looks once
   */
  public Duration timeout() {
    return timeout;
  }

  /**
   * Returns how long the server may give no good answer.
   *
   * @return zero makes the first trouble fatal
   */
  public Duration unreachableTimeout() {
    return unreachableTimeout;
  }

  /**
   * Returns how long a job that was never seen may be unknown to the server.
   *
   * @return zero or above
   */
  public Duration notFoundGrace() {
    return notFoundGrace;
  }

  /**
   * Returns the shortest pause between two polls of a job.
   *
   * @return above zero
   */
  public Duration minPollInterval() {
    return minPollInterval;
  }

  /**
   * Returns the longest pause between two polls of a job near its likely end.
   *
   * @return at least {@link #minPollInterval()}
   */
  public Duration maxPollInterval() {
    return maxPollInterval;
  }

  /**
   * Returns how far the data must have come.
   *
   * @return the level
   */
  public Readiness waitFor() {
    return waitFor;
  }

  /**
   * Returns how the caller learns of failure.
   *
   * @return by an exception or in the result
   */
  public OnFailure onFailure() {
    return onFailure;
  }

  /**
   * Returns how long an unchanged job raises no suspicion.
   *
   * @return above zero
   */
  public Duration stallTimeout() {
    return stallTimeout;
  }

  /**
   * Returns how long a pending job raises no suspicion.
   *
   * @return above zero
   */
  public Duration pendingTimeout() {
    return pendingTimeout;
  }

  /**
   * Tells whether suspicion ends the wait.
   *
   * @return false if it only warns
   */
  public boolean failWhenStalled() {
    return failWhenStalled;
  }

  private List<Object> values() {
    return List.of(
        timeout,
        unreachableTimeout,
        notFoundGrace,
        minPollInterval,
        maxPollInterval,
        waitFor,
        onFailure,
        stallTimeout,
        pendingTimeout,
        failWhenStalled);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AwaitOptions that && values().equals(that.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "AwaitOptions[timeout=%s, unreachableTimeout=%s, waitFor=%s, onFailure=%s]"
        .formatted(timeout, unreachableTimeout, waitFor, onFailure);
  }

  /** Collects the options; not thread-safe. Durations above 100 years count as 100 years. */
  public static final class Builder {

    private Duration timeout = Duration.ofHours(1);
    private Duration unreachableTimeout = Duration.ofMinutes(5);
    private Duration notFoundGrace = Duration.ofSeconds(5);
    private Duration minPollInterval = Duration.ofMillis(250);
    private Duration maxPollInterval = Duration.ofSeconds(10);
    private Readiness waitFor = Readiness.COMPLETED;
    private OnFailure onFailure = OnFailure.THROW;
    private Duration stallTimeout = Duration.ofMinutes(30);
    private Duration pendingTimeout = Duration.ofMinutes(10);
    private boolean failWhenStalled;

    private Builder() {}

    private Builder(AwaitOptions options) {
      this.timeout = options.timeout;
      this.unreachableTimeout = options.unreachableTimeout;
      this.notFoundGrace = options.notFoundGrace;
      this.minPollInterval = options.minPollInterval;
      this.maxPollInterval = options.maxPollInterval;
      this.waitFor = options.waitFor;
      this.onFailure = options.onFailure;
      this.stallTimeout = options.stallTimeout;
      this.pendingTimeout = options.pendingTimeout;
      this.failWhenStalled = options.failWhenStalled;
    }

    /**
     * Sets how long to wait in all.
     *
     * @param newTimeout zero looks once; default 1 h, the server's own limit for a job
     * @return this
     */
    public Builder timeout(Duration newTimeout) {
      this.timeout = requireNonNull(newTimeout, "timeout");
      return this;
    }

    /**
     * Sets how long the server may give no good answer before the wait ends.
     *
     * @param newUnreachableTimeout zero makes the first trouble fatal; default 5 min
     * @return this
     */
    public Builder unreachableTimeout(Duration newUnreachableTimeout) {
      this.unreachableTimeout = requireNonNull(newUnreachableTimeout, "unreachableTimeout");
      return this;
    }

    /**
     * Sets how long a job that was never seen may be unknown to the server, during a fail-over for
     * instance.
     *
     * @param newNotFoundGrace zero or above; default 5 s
     * @return this
     */
    public Builder notFoundGrace(Duration newNotFoundGrace) {
      this.notFoundGrace = requireNonNull(newNotFoundGrace, "notFoundGrace");
      return this;
    }

    /**
     * Sets the shortest pause between two polls of a job. Of two waits for one job the more
     * demanding one counts.
     *
     * @param newMinPollInterval above zero; default 250 ms
     * @return this
     */
    public Builder minPollInterval(Duration newMinPollInterval) {
      this.minPollInterval = requireNonNull(newMinPollInterval, "minPollInterval");
      return this;
    }

    /**
     * Sets the longest pause between two polls of a job. Where earlier jobs of the collection tell
     * that the end is far, up to six times as long.
     *
     * @param newMaxPollInterval at least the shortest; default 10 s
     * @return this
     */
    public Builder maxPollInterval(Duration newMaxPollInterval) {
      this.maxPollInterval = requireNonNull(newMaxPollInterval, "maxPollInterval");
      return this;
    }

    /**
     * Sets how far the data must have come.
     *
     * @param newWaitFor default {@link Readiness#COMPLETED}
     * @return this
     */
    public Builder waitFor(Readiness newWaitFor) {
      this.waitFor = requireNonNull(newWaitFor, "waitFor");
      return this;
    }

    /**
     * Sets how the caller learns of failure.
     *
     * @param newOnFailure default {@link OnFailure#THROW}
     * @return this
     */
    public Builder onFailure(OnFailure newOnFailure) {
      this.onFailure = requireNonNull(newOnFailure, "onFailure");
      return this;
    }

    /**
     * Sets how long a job may show no change before it is suspected to have stalled; if earlier
     * jobs of the collection took longer, three times their long ones (95 %) count instead.
     *
     * @param newStallTimeout above zero; default 30 min
     * @return this
     */
    public Builder stallTimeout(Duration newStallTimeout) {
      this.stallTimeout = requireNonNull(newStallTimeout, "stallTimeout");
      return this;
    }

    /**
     * Sets how long a job may be pending before it is suspected to have stalled.
     *
     * @param newPendingTimeout above zero; default 10 min
     * @return this
     */
    public Builder pendingTimeout(Duration newPendingTimeout) {
      this.pendingTimeout = requireNonNull(newPendingTimeout, "pendingTimeout");
      return this;
    }

    /**
     * Sets whether a suspected stall ends the wait, with {@code [JOB_STALLED]}.
     *
     * @param newFailWhenStalled default false: it is logged, told to the listener, and waited on
     * @return this
     */
    public Builder failWhenStalled(boolean newFailWhenStalled) {
      this.failWhenStalled = newFailWhenStalled;
      return this;
    }

    /**
     * Checks and builds.
     *
     * @return the options
     * @throws InvalidArgumentException if a duration is out of its range; names it
     */
    public AwaitOptions build() {
      return new AwaitOptions(this);
    }
  }
}
