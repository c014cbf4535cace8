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
package io.github.milvusrefresh.core.error;

import org.jspecify.annotations.Nullable;

/** Any other error of the server; its code and reason verbatim. */
public final class ServerErrorException extends MilvusRefreshException {

  private static final long serialVersionUID = 1L;

  /**
   * Reports an error status.
   *
   * @param address host and port
   * @param rpc the name of the call
   * @param status the server's answer
   */
  public ServerErrorException(String address, String rpc, ServerStatus status) {
    super(
        ErrorCode.MILVUS_ERROR,
        "Milvus at %s answers %s with code %d (%s): %s"
            .formatted(address, rpc, status.code(), status.errorCode(), status.reason()),
        Details.ofStatus(status));
  }

  /**
   * Reports an answer that breaks the contract, or an error of the transport that is no trouble of
   * the network.
   *
   * @param address host and port
   * @param rpc the name of the call
   * @param text what was wrong, in words
   * @param cause the exception underneath; only JDK types, never the transport's; may be null
   */
  public ServerErrorException(String address, String rpc, String text, @Nullable Throwable cause) {
    super(
        ErrorCode.MILVUS_ERROR,
        "Milvus at " + address + " answers " + rpc + " with an error: " + text,
        Details.NONE.withCause(cause));
  }
}
