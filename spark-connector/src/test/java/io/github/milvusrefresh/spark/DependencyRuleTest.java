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

import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "io.github.milvusrefresh.spark", importOptions = DoNotIncludeTests.class)
class DependencyRuleTest {

  @ArchTest
  static final ArchRule onlyTheCoresPublicPackages =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.github.milvusrefresh.core.internal..",
              "io.github.milvusrefresh.proto..",
              "io.github.milvusrefresh.flink..",
              "org.apache.flink..",
              "io.grpc..",
              "com.google..");

  /** Spark 3.5 has no procedures, and could not load a class that names one. */
  @ArchTest
  static final ArchRule proceduresInClassesOfTheirOwn =
      noClasses()
          .that()
          .doNotHaveSimpleName("MilvusRefreshProcedureCatalog")
          .and()
          .doNotHaveSimpleName("RoutineProcedure")
          .and()
          .doNotHaveSimpleName("BoundRoutineProcedure")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark.sql.connector.catalog.procedures..")
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("ProcedureCatalog")
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("RoutineProcedure")
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("BoundRoutineProcedure");

  /** A Seq is another class in Scala 2.12 than in 2.13; the one jar serves both. */
  @ArchTest
  static final ArchRule noScalaSeqInDescriptors =
      classes()
          .that()
          .doNotHaveSimpleName("LeafCommand")
          .and()
          .doNotHaveSimpleName("Scala212Command")
          .should(not(nameASeq()));

  private static ArchCondition<JavaClass> nameASeq() {
    return new ArchCondition<>("name a Scala Seq in a descriptor") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Stream<Descriptor> own = type.getCodeUnits().stream().map(Descriptor::of);
        Stream<Descriptor> called =
            type.getCodeUnitCallsFromSelf().stream().map(call -> Descriptor.of(call.getTarget()));
        Stream.concat(own, called)
            .forEach(
                descriptor ->
                    events.add(
                        new SimpleConditionEvent(
                            type, descriptor.namesASeq(), type.getName() + ": " + descriptor)));
      }
    };
  }

  private record Descriptor(String member, List<JavaClass> types) {

    static Descriptor of(JavaCodeUnit unit) {
      return new Descriptor(
          unit.getFullName(), join(unit.getRawReturnType(), unit.getRawParameterTypes()));
    }

    static Descriptor of(CodeUnitCallTarget target) {
      return new Descriptor(
          target.getFullName(), join(target.getRawReturnType(), target.getRawParameterTypes()));
    }

    private static List<JavaClass> join(JavaClass first, List<JavaClass> others) {
      return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    boolean namesASeq() {
      return types.stream().anyMatch(type -> type.getName().matches("scala\\.collection\\..*Seq"));
    }
  }
}
