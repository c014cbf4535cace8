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
package io.github.milvusrefresh.flink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.github.milvusrefresh.flink",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule KNOWS_NO_OTHER_ENGINE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "io.github.milvusrefresh.spark..");

  @ArchTest
  static final ArchRule KNOWS_OF_THE_CORE_ONLY_ITS_API =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.github.milvusrefresh.core.internal..",
              "io.github.milvusrefresh.proto..",
              "io.grpc..",
              "com.google..");

  @ArchTest
  static final ArchRule LEAVES_THE_PLANNER_ALONE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink.table.planner..", "org.apache.calcite..");

  @ArchTest
  static final ArchRule THE_GATE_NEEDS_NO_SQL =
      noClasses()
          .that()
          .resideInAPackage("io.github.milvusrefresh.flink")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink.table..", "io.github.milvusrefresh.flink.table..");
}
