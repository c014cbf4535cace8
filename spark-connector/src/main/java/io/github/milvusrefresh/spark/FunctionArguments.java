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
package io.github.milvusrefresh.spark;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.sql.Argument;
import io.github.milvusrefresh.core.sql.Arguments;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedArgumentExpression;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call of a table function. Spark resolves names and defaults for its own table
 * functions only; ours get the expressions as written.
 */
final class FunctionArguments {

  private final List<Argument> declared;
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private boolean named;

  private FunctionArguments(List<Argument> declared) {
    this.declared = declared;
  }

  /**
   * Reads constants, positional ones before named ones.
   *
   * @throws InvalidArgumentException if an argument is not constant, unknown, missing, or given
   *     twice
   */
  static Arguments read(List<Argument> declared, List<Expression> given) {
    FunctionArguments arguments = new FunctionArguments(declared);
    given.forEach(arguments::add);
    return Arguments.of(declared, arguments.values);
  }

  private void add(Expression given) {
    if (given instanceof NamedArgumentExpression pair) {
      named = true;
      put(pair.key().toLowerCase(Locale.ROOT), pair.value());
    } else {
      put(nextName(), given);
    }
  }

  private String nextName() {
    int position = values.size();
    if (named) {
      throw InvalidArgumentException.of(
          "argument " + (position + 1),
          "An argument without a name follows a named one: expected the named ones last.");
    }
    if (position >= declared.size()) {
      String names = String.join(", ", declared.stream().map(Argument::name).toList());
      throw InvalidArgumentException.of(
          "argument " + (position + 1),
          "There are too many arguments: expected at most " + declared.size() + ", " + names + ".");
    }
    return declared.get(position).name();
  }

  private void put(String name, Expression expression) {
    if (values.containsKey(name)) {
      throw InvalidArgumentException.of(
          name, "Argument '" + name + "' is given twice: expected it once.");
    }
    values.put(name, value(name, expression));
  }

  private static @Nullable Object value(String name, Expression expression) {
    if (expression instanceof Alias alias) {
      // So come session variables that are given by position.
      return value(name, alias.child());
    }
    if (!expression.foldable()) {
      throw InvalidArgumentException.of(
          name,
          "Argument '"
              + name
              + "' is a column or a subquery: expected a literal, a parameter or a variable.");
    }
    return external(name, expression, expression.eval(null));
  }

  private static @Nullable Object external(
      String name, Expression expression, @Nullable Object value) {
    if (value == null
        || expression.dataType() instanceof NumericType
        || expression.dataType() instanceof BooleanType) {
      return value;
    }
    if (expression.dataType() instanceof StringType) {
      return value.toString();
    }
    if (expression.dataType() instanceof DayTimeIntervalType) {
      return Duration.of((Long) value, ChronoUnit.MICROS);
    }
    throw InvalidArgumentException.of(
        name,
        "Argument '%s' is of the type %s: expected a number or text."
            .formatted(name, expression.dataType().sql()));
  }
}
