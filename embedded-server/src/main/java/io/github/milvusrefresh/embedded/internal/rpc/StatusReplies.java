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
package io.github.milvusrefresh.embedded.internal.rpc;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.github.milvusrefresh.embedded.internal.model.MilvusStatus;
import io.github.milvusrefresh.proto.common.Status;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;

/** Makes the reply of any RPC that carries an error and nothing else. */
final class StatusReplies {

  private final boolean legacyOnly;

  StatusReplies(boolean legacyOnly) {
    this.legacyOnly = legacyOnly;
  }

  /** The reply type is a status itself or has a field of that name. */
  <T> T reply(MethodDescriptor<?, T> method, MilvusStatus error) {
    T prototype = prototype(method);
    Message.Builder builder = ((Message) prototype).newBuilderForType();
    Status status = status(error);
    if (prototype instanceof Status) {
      builder.mergeFrom(status);
    } else {
      FieldDescriptor field = builder.getDescriptorForType().findFieldByName("status");
      builder.setField(field, status);
    }
    @SuppressWarnings("unchecked")
    T reply = (T) builder.build();
    return reply;
  }

  @SuppressWarnings("deprecation") // error_code is what servers still send
  private Status status(MilvusStatus error) {
    Status.Builder status =
        Status.newBuilder().setErrorCodeValue(error.legacyCode()).setReason(error.reason());
    if (!legacyOnly) {
      addWhatIsNewer(status, error);
    }
    return status.build();
  }

  /** Input errors are never retriable, whatever their code says. */
  private static void addWhatIsNewer(Status.Builder status, MilvusStatus error) {
    status
        .setCode(error.code())
        .setDetail(error.reason())
        .setRetriable(error.retriable() && !error.inputError());
    if (error.inputError()) {
      status.putExtraInfo("is_input_error", "true");
    }
  }

  private static <T> T prototype(MethodDescriptor<?, T> method) {
    PrototypeMarshaller<T> marshaller = (PrototypeMarshaller<T>) method.getResponseMarshaller();
    return requireNonNull(marshaller.getMessagePrototype());
  }
}
