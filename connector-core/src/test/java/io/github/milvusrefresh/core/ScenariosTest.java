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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** No scenario is forgotten, and none is there twice. */
class ScenariosTest {

  private static final int COUNT = 25;

  private static final List<Class<?>> SUITES =
      List.of(
          TriggerScenarioTest.class,
          JobScenarioTest.class,
          DataScenarioTest.class,
          ServerScenarioTest.class);

  private static Stream<Class<?>> scenarios() {
    return SUITES.stream()
        .flatMap(suite -> Arrays.stream(suite.getDeclaredClasses()))
        .filter(nested -> nested.isAnnotationPresent(Scenario.class));
  }

  @Test
  void eachNumberIsThereOnce() {
    assertThat(scenarios().map(nested -> nested.getAnnotation(Scenario.class).number()))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, COUNT).boxed().toList());
  }

  @Test
  void eachHasTests() {
    assertThat(scenarios())
        .allSatisfy(
            nested ->
                assertThat(nested.getDeclaredMethods())
                    .anyMatch(method -> AnnotationSupport.isAnnotated(method, Testable.class)));
  }

  @Test
  void theNameTellsNumberAndIssue() {
    Scenario first =
        scenarios()
            .map(nested -> nested.getAnnotation(Scenario.class))
            .filter(scenario -> scenario.number() == 1)
            .findFirst()
            .orElseThrow();

    assertThat(ScenarioNames.of(first))
        .isEqualTo("01 · milvus#49231: a second refresh gets an id that never becomes a job");
  }
}
