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
package io.github.milvusrefresh.compatibility.coexistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import org.junit.jupiter.api.Test;

/** The Milvus SDK for Java. */
class MilvusSdkITCase {

  @Test
  void works() {
    try (EmbeddedMilvus milvus = EmbeddedMilvus.start()) {
      milvus.createExternalCollection("docs", "/data/docs", "{\"format\":\"parquet\"}");
      MilvusClientV2 client =
          new MilvusClientV2(
              ConnectConfig.builder().uri(milvus.uri()).token("root:Milvus").build());
      try {
        assertThat(client.getServerVersion()).isNotBlank();
        assertThat(client.hasCollection(HasCollectionReq.builder().collectionName("docs").build()))
            .isTrue();
        assertThat(
                client
                    .describeCollection(
                        DescribeCollectionReq.builder().collectionName("docs").build())
                    .getFieldNames())
            .contains("id", "vector");
      } finally {
        client.close();
      }
    }
  }
}
