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
package io.github.milvusrefresh.flink.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.Credentials;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyParametersTest {

  private static void assertRefused(List<String> parameters, String... words) {
    assertThatThrownBy(() -> PolicyParameters.read(parameters))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("sekret");
  }

  @Test
  void readsTheCollectionAndTheOptionsOfTheConnector() {
    CommitRefresh refresh =
        PolicyParameters.read(
            List.of(
                "collection = lake.docs",
                "uri=http://milvus:19531",
                "token-env=MILVUS_TOKEN",
                "await.unreachable-timeout=7m"));
    assertThat(refresh.collection()).isEqualTo(new CollectionName("lake", "docs"));
    assertThat(refresh.options().connection().address()).isEqualTo("milvus:19531");
    assertThat(refresh.options().connection().credentials())
        .isEqualTo(new Credentials.TokenEnvironment("MILVUS_TOKEN"));
    assertThat(refresh.options().await().unreachableTimeout()).isEqualTo(Duration.ofMinutes(7));
  }

  @Test
  void valueMayHoldAnEqualsSign() {
    CommitRefresh refresh =
        PolicyParameters.read(List.of("collection=docs", "uri=http://milvus", "token=a=b"));
    assertThat(refresh.options().connection().credentials().resolve()).contains("a=b");
  }

  @Test
  void missingCollectionIsNamed() {
    assertRefused(
        List.of("uri=http://milvus", "token=sekret"), "Option 'collection' is missing", "db.coll");
  }

  @Test
  void missingUriIsNamed() {
    assertRefused(List.of("collection=docs"), "Option 'uri' is missing");
  }

  @Test
  void unknownOptionIsNamedWithThoseThatThereAre() {
    assertRefused(
        List.of("collection=docs", "url=sekret"), "no option 'url'", "collection, uri, token,");
  }

  @Test
  void textWithoutAKeyIsNotShown() {
    assertRefused(
        List.of("collection=docs", "sekret"), "Parameter 2 of the commit policy has no key");
  }

  @Test
  void tokenInBase64WithoutAKeyIsNotShown() {
    assertRefused(
        List.of("collection=docs", "Zm9v1sekret=="), "Parameter 2 of the commit policy has no key");
  }

  @Test
  void repeatedOptionIsNamed() {
    assertRefused(
        List.of("collection=docs", "token=sekret", "token=sekret"), "'token'", "given twice");
  }
}
