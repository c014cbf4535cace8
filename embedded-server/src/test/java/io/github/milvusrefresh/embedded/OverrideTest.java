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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionState;
import io.github.milvusrefresh.proto.schema.CollectionSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refreshes that bring a source and a spec of their own. */
class OverrideTest extends ServerTest {

  private static final String VORTEX = "{\"format\":\"vortex\"}";

  private DataSet old;
  private DataSet other;

  @BeforeEach
  void startServer() {
    start(EmbeddedMilvus.builder().virtualTime().scanRate(1));
    old = createCollection("books", 1);
    other = new DataSet(directory.resolve("other")).add("rows.vortex", "rows");
  }

  @Test
  void showsInTheJobAtOnceAndInTheCollectionAtTheEnd() {
    long job = client.tryRefresh("books", other.source(), VORTEX).getJobId();

    assertThat(client.progress(job).getExternalSource()).isEqualTo(other.source());
    assertThat(client.progress(job).getExternalSpec()).isEqualTo(VORTEX);
    assertThat(schema().getExternalSource()).isEqualTo(old.source());
    milvus.advance(SECOND);

    assertThat(schema().getExternalSource()).isEqualTo(other.source());
    assertThat(schema().getExternalSpec()).isEqualTo(VORTEX);
  }

  @Test
  void keepsTheOldSourceIfTheJobFails() {
    String missing = directory.resolve("missing").toString();
    long job = client.tryRefresh("books", missing, VORTEX).getJobId();
    milvus.advance(SECOND);

    assertThat(client.progress(job).getState())
        .isEqualTo(RefreshExternalCollectionState.RefreshFailed);
    assertThat(client.progress(job).getExternalSource()).isEqualTo(missing);
    assertThat(schema().getExternalSource()).isEqualTo(old.source());
    assertThat(schema().getExternalSpec()).isEqualTo(DataSet.PARQUET);
  }

  @Test
  void staysInEffectForTheNextRefresh() {
    client.tryRefresh("books", other.source(), VORTEX);
    milvus.advance(SECOND);

    long next = client.refresh("books");

    assertThat(client.progress(next).getExternalSource()).isEqualTo(other.source());
  }

  @Test
  void canBeLostOnTheWayToTheCollection() {
    milvus.faults().loseNextPublication();
    long job = client.tryRefresh("books", other.source(), VORTEX).getJobId();
    milvus.advance(SECOND);

    assertThat(client.progress(job).getState())
        .isEqualTo(RefreshExternalCollectionState.RefreshCompleted);
    assertThat(schema().getExternalSource()).isEqualTo(old.source());
    client.tryRefresh("books", other.source(), VORTEX);
    milvus.advance(SECOND);
    assertThat(schema().getExternalSource()).isEqualTo(other.source());
  }

  @Test
  void takesEffectWhenAJobIsCompletedByHand() {
    long job = client.tryRefresh("books", other.source(), VORTEX).getJobId();

    milvus.job(job).complete();

    assertThat(schema().getExternalSource()).isEqualTo(other.source());
  }

  private CollectionSchema schema() {
    return client.describe("books").getSchema();
  }
}
