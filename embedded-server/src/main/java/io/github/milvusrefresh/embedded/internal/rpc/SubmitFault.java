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

/** Something that goes wrong with a refresh after its checks passed. */
public sealed interface SubmitFault {

  /** The call succeeds, its job never exists (issue 49231). */
  record Dropped() implements SubmitFault {}

  /** The job exists, the first polls do not see it. */
  record Hidden(int polls) implements SubmitFault {}

  /** The job exists, the call is never answered. */
  record Unanswered() implements SubmitFault {}

  /** The job exists, the call fails. */
  record Ambiguous(Status status) implements SubmitFault {

    public static Ambiguous of(String grpcCode, String message) {
      return new Ambiguous(GrpcCodes.status(grpcCode, message));
    }
  }
}
