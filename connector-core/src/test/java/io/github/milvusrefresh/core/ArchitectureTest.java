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

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

@AnalyzeClasses(
    packages = "io.github.milvusrefresh.core",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule THE_CORE_IS_FREE_OF_ENGINES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.flink..", "scala..");

  @ArchTest
  static final ArchRule ONLY_THE_ADAPTER_KNOWS_THE_WIRE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..internal.grpc..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.grpc..",
              "com.google.protobuf..",
              "com.google.common..",
              "io.github.milvusrefresh.proto..");

  @ArchTest
  static final ArchRule THE_ENGINE_DOES_NOT_KNOW_THE_ADAPTER =
      noClasses()
          .that()
          .resideInAPackage("..internal.await..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..internal.grpc..");

  @ArchTest
  static final ArchRule NO_PUBLIC_SIGNATURE_SHOWS_WHAT_IS_INTERNAL =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("..internal..")
          .should(notShowInternals());

  @ArchTest
  static final ArchRule ERRORS_ARE_OF_ONE_FAMILY =
      classes()
          .that()
          .areAssignableTo(RuntimeException.class)
          .should()
          .beAssignableTo(io.github.milvusrefresh.core.error.MilvusRefreshException.class);

  private static ArchCondition<JavaMethod> notShowInternals() {
    return new ArchCondition<>("not show internal types") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
            .map(JavaClass::getPackageName)
            .filter(name -> name.contains(".internal") || name.startsWith("io.grpc"))
            .forEach(name -> events.add(SimpleConditionEvent.violated(method, method + name)));
      }
    };
  }
}
