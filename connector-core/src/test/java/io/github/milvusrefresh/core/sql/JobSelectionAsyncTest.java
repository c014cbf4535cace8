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
package io.github.milvusrefresh.core.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.error.UnsupportedServerException;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same jobs for the same calls, without blocking. */
class JobSelectionAsyncTest extends JobSelectionTest {

  @Override
  List<RefreshJob> fetch(
      JobSelection selection, RefreshClient from, Optional<CollectionName> collection) {
    return selection.fetchAsync(from, collection).join();
  }

  @Test
  void anErrorOfTheServerIsTheCause() {
    try (EmbeddedMilvus old = EmbeddedMilvus.builder().legacy().start();
        RefreshClient client = RefreshClient.open(ConnectionOptions.builder(old.uri()).build())) {
      JobSelection selection = JobSelection.all().withJobIds(Set.of(1L));
      assertThatThrownBy(() -> fetch(selection, client, Optional.empty()))
          .hasCauseInstanceOf(UnsupportedServerException.class)
          .hasMessageContaining("[MILVUS_UNSUPPORTED]");
    }
  }

  @Test
  void travels() throws Exception {
    JobSelection selection =
        JobSelection.all().withJobIds(List.of(7L, 9L)).withCollections(Set.of("docs"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(selection);
    }
    ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(in.readObject()).hasToString(selection.toString());
  }
}
