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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.packaging.Linkage;
import io.github.milvusrefresh.spark.MilvusRefreshExtensions;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The one jar is compiled against one version; here is proof that it links with the one at hand.
 */
class LinkageITCase {

  private static final String PACKAGE = "io.github.milvusrefresh.spark.";
  private static final Set<String> OF_SPARK_4 =
      Set.of(
          PACKAGE + "MilvusRefreshProcedureCatalog",
          PACKAGE + "RoutineProcedure",
          PACKAGE + "BoundRoutineProcedure");

  /** Of CALL on Spark 3.5, which is not registered later: CatalogManager is an interface in 4.2. */
  private static final Set<String> OF_SPARK_3 =
      Set.of(PACKAGE + "CallFunction", PACKAGE + "ProcedureName");

  private static final String[] ENGINE = {"org.apache.spark.", "scala.", "com.codahale.metrics."};

  private final Linkage linkage =
      Linkage.of(MilvusRefreshExtensions.class)
          .without(SparkVersion.HAS_PROCEDURES ? OF_SPARK_3 : OF_SPARK_4);

  @Test
  void whatIsReferredToExists() {
    assertThat(linkage.references(ENGINE)).hasSizeGreaterThan(100);
    assertThat(linkage.missing(ENGINE)).isEmpty();
  }

  @Test
  void whatIsAbstractIsImplemented() {
    assertThat(linkage.unimplemented()).isEmpty();
  }
}
