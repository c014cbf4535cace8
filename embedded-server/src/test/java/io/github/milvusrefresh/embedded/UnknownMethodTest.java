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

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.DropCollectionRequest;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc.MilvusServiceBlockingStub;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import org.junit.jupiter.api.Test;

class UnknownMethodTest {

  private static final MethodDescriptor<DropCollectionRequest, Status> RENAME_COLLECTION =
      MilvusServiceGrpc.getDropCollectionMethod().toBuilder()
          .setFullMethodName("milvus.proto.milvus.MilvusService/RenameCollection")
          .setSchemaDescriptor(null)
          .build();

  @Test
  void isUnimplementedInTheWordsOfMilvus() {
    try (EmbeddedMilvus milvus = EmbeddedMilvus.builder().start();
        Client client = Client.of(milvus)) {
      MilvusServiceBlockingStub stub = client.stub();

      assertThatThrownBy(
              () ->
                  ClientCalls.blockingUnaryCall(
                      stub.getChannel(),
                      RENAME_COLLECTION,
                      stub.getCallOptions(),
                      DropCollectionRequest.getDefaultInstance()))
          .hasMessage(
              "UNIMPLEMENTED: unknown method RenameCollection"
                  + " for service milvus.proto.milvus.MilvusService");
    }
  }
}
