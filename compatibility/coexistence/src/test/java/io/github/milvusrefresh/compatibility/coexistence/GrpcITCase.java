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

import com.google.protobuf.Empty;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import org.junit.jupiter.api.Test;

/** Plain gRPC and Protocol Buffers. */
class GrpcITCase {

  private static final MethodDescriptor<Empty, Empty> GET_VERSION =
      MethodDescriptor.<Empty, Empty>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("milvus.proto.milvus.MilvusService/GetVersion")
          .setRequestMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
          .build();

  @Test
  void works() {
    try (EmbeddedMilvus milvus = EmbeddedMilvus.start()) {
      ManagedChannel channel =
          ManagedChannelBuilder.forAddress(milvus.host(), milvus.port()).usePlaintext().build();
      try {
        Empty answer =
            ClientCalls.blockingUnaryCall(
                channel, GET_VERSION, CallOptions.DEFAULT, Empty.getDefaultInstance());

        // Field 2 of the answer, the version, is kept though this message does not know it.
        assertThat(answer.getUnknownFields().getField(2).getLengthDelimitedList()).isNotEmpty();
      } finally {
        channel.shutdownNow();
      }
    }
  }
}
