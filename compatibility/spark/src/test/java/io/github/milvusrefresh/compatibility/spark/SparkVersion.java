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
package io.github.milvusrefresh.compatibility.spark;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkBuildInfo;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The version of Spark at hand. */
final class SparkVersion implements ExecutionCondition {

  private static final String VERSION = SparkBuildInfo.spark_version();

  static final boolean HAS_PROCEDURES = isFrom("4.0");

  private static boolean isFrom(String version) {
    return Version.parse(VERSION).compareTo(Version.parse(version)) >= 0;
  }

  /** Whether it is in a range such as {@link OnSpark} states. */
  static boolean isIn(String from, String before, String except) {
    return isFrom(from) && !isFrom(before) && !VERSION.startsWith(except + ".");
  }

  /**
   * Whether documentation that says so is about it: {@code from 4.0}, {@code before 4.0}, {@code
   * except 4.0}, or all of that, or nothing.
   */
  static boolean isIn(String range) {
    List<String> words = Arrays.asList(range.split(" "));
    return isIn(
        wordAfter("from", words, "3.5"),
        wordAfter("before", words, "5"),
        wordAfter("except", words, "none"));
  }

  private static String wordAfter(String key, List<String> words, String otherwise) {
    int at = words.indexOf(key);
    return at < 0 ? otherwise : words.get(at + 1);
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    OnSpark range = context.getElement().orElseThrow().getAnnotation(OnSpark.class);
    String reason = "Spark is " + VERSION + ".";
    return isIn(range.from(), range.before(), range.except())
        ? ConditionEvaluationResult.enabled(reason)
        : ConditionEvaluationResult.disabled(reason + " This is about " + range);
  }
}
