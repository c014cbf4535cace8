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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Names scenarios by number and issue, and their tests by the words of the method's name. */
final class ScenarioNames extends DisplayNameGenerator.Simple {

  static String of(Scenario scenario) {
    String issues =
        Arrays.stream(scenario.issues())
            .mapToObj(issue -> "#" + issue)
            .collect(Collectors.joining(", "));
    return "%02d%s: %s"
        .formatted(
            scenario.number(), issues.isEmpty() ? "" : " · milvus" + issues, scenario.value());
  }

  @Override
  public String generateDisplayNameForNestedClass(
      List<Class<?>> enclosingInstanceTypes, Class<?> nestedClass) {
    return of(nestedClass.getAnnotation(Scenario.class));
  }

  @Override
  public String generateDisplayNameForMethod(
      List<Class<?>> enclosingInstanceTypes,
      Class<?> testClass,
      java.lang.reflect.Method testMethod) {
    return testMethod.getName().replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
