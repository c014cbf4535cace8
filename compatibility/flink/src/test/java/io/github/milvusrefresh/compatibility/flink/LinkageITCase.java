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
package io.github.milvusrefresh.compatibility.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.flink.GatedSource;
import io.github.milvusrefresh.packaging.Linkage;
import org.junit.jupiter.api.Test;

/**
 * The one jar is compiled against one version; here is proof that it links with the one at hand.
 */
class LinkageITCase {

  private static final String ENGINE = "org.apache.flink.";

  private final Linkage linkage = Linkage.of(GatedSource.class);

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
