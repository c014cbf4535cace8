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
package io.github.milvusrefresh.core.sql;

import io.github.milvusrefresh.core.AwaitTarget;
import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.IfRunning;
import io.github.milvusrefresh.core.OnFailure;
import io.github.milvusrefresh.core.Readiness;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, read with errors that name the argument. Immutable. {@code toString}
 * shows no values: a spec may hold keys.
 */
public final class Arguments {

  private final Map<String, Object> values;

  private Arguments(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Checks names and presence.
   *
   * @param declared the arguments of the routine
   * @param given the values by name, of any type that the engine has for literals; null values
   *     count as left out
   * @return the arguments
   * @throws InvalidArgumentException if a required one is missing or a name is not declared
   */
  public static Arguments of(
      List<Argument> declared, Map<String, ? extends @Nullable Object> given) {
    Map<String, Object> values = new HashMap<>();
    given.forEach(
        (name, value) -> {
          requireDeclared(declared, name);
          if (value != null) {
            values.put(name, value);
          }
        });
    for (Argument argument : declared) {
      if (argument.required() && !values.containsKey(argument.name())) {
        throw new InvalidArgumentException(argument.name(), null, phrase(argument.comment()));
      }
    }
    return new Arguments(Map.copyOf(values));
  }

  private static void requireDeclared(List<Argument> declared, String name) {
    if (declared.stream().noneMatch(argument -> argument.name().equals(name))) {
      String names = declared.stream().map(Argument::name).collect(Collectors.joining(", "));
      throw InvalidArgumentException.of(
          name, "There is no argument '" + name + "': expected one of " + names + ".");
    }
  }

  private static String phrase(String comment) {
    return Character.toLowerCase(comment.charAt(0)) + comment.substring(1);
  }

  /**
   * Reads the job id.
   *
   * @return the id, above zero
   * @throws InvalidArgumentException if it is no whole number or decimal text above zero
   */
  public long jobId() {
    return JobIds.parse("job_id", values.get("job_id"));
  }

  /**
   * Reads which job to await, by its id or by its collection.
   *
   * @return the target
   * @throws InvalidArgumentException if neither is given or both are, or the one is wrong
   */
  public AwaitTarget awaitTarget() {
    Optional<CollectionName> collection = collection();
    if (collection.isEmpty() && !values.containsKey("job_id")) {
      throw new InvalidArgumentException(
          "job_id", null, "the id that refresh returned, or else collection => '...'");
    }
    if (collection.isPresent() && values.containsKey("job_id")) {
      throw InvalidArgumentException.of(
          "collection",
          "Arguments 'job_id' and 'collection' are both given: expected one, since the id names a"
              + " job and the collection its latest one.");
    }
    return collection.map(AwaitTarget::latestJob).orElseGet(() -> AwaitTarget.job(jobId()));
  }

  /**
   * Reads the collection.
   *
   * @return the name; empty if it was left out
   */
  public Optional<CollectionName> collection() {
    return text("collection").map(CollectionName::parse);
  }

  /**
   * Reads the timeout.
   *
   * @return zero or above; empty if it was left out
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(values.get("timeout")).map(v -> Durations.parse("timeout", v));
  }

  /**
   * Reads the new source.
   *
   * @return the source; empty if it was left out
   */
  public Optional<String> externalSource() {
    return text("external_source");
  }

  /**
   * Reads the new spec.
   *
   * @return JSON text; empty if it was left out
   */
  public Optional<String> externalSpec() {
    return text("external_spec");
  }

  /**
   * Reads whether to wait.
   *
   * @return false if it was left out
   * @throws InvalidArgumentException if it is neither true nor false
   */
  public boolean isWait() {
    return Choices.truth("wait", values.getOrDefault("wait", false));
  }

  /**
   * Reads how far the data must have come.
   *
   * @return the level; empty if it was left out
   * @throws InvalidArgumentException if it is no level
   */
  public Optional<Readiness> waitFor() {
    return choice("wait_for", Readiness.class);
  }

  /**
   * Reads how to meet a refresh that runs.
   *
   * @return the way; empty if it was left out
   * @throws InvalidArgumentException if it is no way
   */
  public Optional<IfRunning> ifRunning() {
    return choice("if_running", IfRunning.class);
  }

  /**
   * Reads whether failures are errors or rows.
   *
   * @return which; empty if it was left out
   * @throws InvalidArgumentException if it is neither
   */
  public Optional<OnFailure> onFailure() {
    return choice("on_failure", OnFailure.class);
  }

  /**
   * Reads an argument of which there are few values, also one that an engine adds.
   *
   * @param <E> its values
   * @param name the argument
   * @param type the values, written as its constants in any case
   * @return the value; empty if it was left out
   * @throws InvalidArgumentException if it is none of them
   */
  public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    return Optional.ofNullable(values.get(name)).map(value -> Choices.parse(name, value, type));
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(Object::toString);
  }

  @Override
  public String toString() {
    return "Arguments" + values.keySet();
  }
}
