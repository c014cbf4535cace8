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

import io.grpc.Status;
import java.util.Arrays;

/** gRPC codes by their names in the gRPC specification. */
final class GrpcCodes {

  private GrpcCodes() {}

  static Status status(String code, String message) {
    return Arrays.stream(Status.Code.values())
        .filter(known -> known.name().equals(code))
        .findAny()
        .map(known -> known.toStatus().withDescription(message))
        .orElseThrow(() -> new IllegalArgumentException("There is no gRPC code '" + code + "'."));
  }
}
