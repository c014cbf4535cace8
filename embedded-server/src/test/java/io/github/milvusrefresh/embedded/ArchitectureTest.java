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
package io.github.milvusrefresh.embedded;

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
    packages = "io.github.milvusrefresh.embedded",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String OWN = "io.github.milvusrefresh.embedded";

  @ArchTest
  static final ArchRule ONLY_THE_RPCS_KNOW_THE_WIRE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..internal.rpc..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.grpc..", "com.google.protobuf..", "io.github.milvusrefresh.proto..");

  @ArchTest
  static final ArchRule THE_MODEL_KNOWS_NOTHING_AROUND_IT =
      noClasses()
          .that()
          .resideInAPackage("..internal.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..internal.work..", "..internal.store..", "..internal.rpc..", "..internal.cli..");

  @ArchTest
  static final ArchRule THE_WORK_KNOWS_THE_MODEL_ONLY =
      noClasses()
          .that()
          .resideInAPackage("..internal.work..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..internal.store..", "..internal.rpc..", "..internal.cli..");

  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_CONNECTOR =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.github.milvusrefresh.core..");

  @ArchTest
  static final ArchRule NO_PUBLIC_SIGNATURE_SHOWS_WHAT_IS_INTERNAL =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("..internal..")
          .should(showJavaTypesAndOursOnly());

  private static ArchCondition<JavaMethod> showJavaTypesAndOursOnly() {
    return new ArchCondition<>("show types of Java and of the public API only") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
            .map(JavaClass::getBaseComponentType)
            .filter(type -> !type.isPrimitive())
            .map(JavaClass::getPackageName)
            .filter(name -> !name.startsWith("java.") && !name.equals(OWN))
            .forEach(name -> events.add(SimpleConditionEvent.violated(method, method + name)));
      }
    };
  }
}
