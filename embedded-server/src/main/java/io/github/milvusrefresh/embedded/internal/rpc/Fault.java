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

import io.github.milvusrefresh.embedded.internal.model.MilvusStatus;
import io.grpc.Status;
import java.time.Duration;

/** Something that goes wrong with a call. */
public sealed interface Fault {

  /** The call fails on the transport. */
  record Transport(Status status) implements Fault {

    public static Transport of(String grpcCode, String message) {
      return new Transport(GrpcCodes.status(grpcCode, message));
    }
  }

  /** The call is answered with an error. */
  record Application(MilvusStatus status) implements Fault {}

  /** The call is answered late. */
  record Delay(Duration time) implements Fault {}

  /** The call is never answered. */
  record Silence() implements Fault {}
}
