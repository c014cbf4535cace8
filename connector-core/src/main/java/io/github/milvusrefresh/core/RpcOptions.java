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
package io.github.milvusrefresh.core;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one call.
 *
 * @param timeout the deadline of the call, retries included, above zero; null for the connection's
 *     {@link ConnectionOptions#rpcTimeout()}
 * @param clientRequestId a trace id, sent as header {@code client_request_id}; null for a generated
 *     one (32 lower-case hex digits, which Milvus takes as an OpenTelemetry trace id)
 */
public record RpcOptions(@Nullable Duration timeout, @Nullable String clientRequestId) {

  private static final RpcOptions DEFAULTS = new RpcOptions(null, null);

  // Checks the timeout and that the id fits into a header.
  public RpcOptions {
    if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
      throw new InvalidArgumentException("timeout", timeout, "a duration above zero");
    }
    if (clientRequestId != null && !clientRequestId.matches("[\\x21-\\x7e]{1,128}")) {
      throw new InvalidArgumentException(
          "client_request_id", clientRequestId, "1 to 128 printable ASCII characters, no blanks");
    }
  }

  /**
   * Returns the settings that leave everything to the connection.
   *
   * @return the defaults
   */
  public static RpcOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns these settings with another timeout.
   *
   * @param newTimeout the deadline of the call, above zero
   * @return a copy
   */
  public RpcOptions withTimeout(Duration newTimeout) {
    return new RpcOptions(newTimeout, clientRequestId);
  }

  /**
   * Returns these settings with a trace id.
   *
   * @param newClientRequestId 1 to 128 printable ASCII characters
   * @return a copy
   */
  public RpcOptions withClientRequestId(String newClientRequestId) {
    return new RpcOptions(timeout, newClientRequestId);
  }
}
