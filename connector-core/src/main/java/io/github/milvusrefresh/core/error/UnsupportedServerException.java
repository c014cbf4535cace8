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

/** The server has no such call: it is older than Milvus 3.0, or not Milvus at all. */
public final class UnsupportedServerException extends MilvusRefreshException {

  private static final long serialVersionUID = 1L;

  /**
   * Reports a server without the call.
   *
   * @param address host and port
   * @param rpc the name of the call
   * @param serverText the server's words
   * @param status the server's answer; null if it refused before answering with one
   */
  public UnsupportedServerException(
      String address, String rpc, String serverText, @Nullable ServerStatus status) {
    super(
        ErrorCode.MILVUS_UNSUPPORTED,
        "Milvus at "
            + address
            + " does not know the call "
            + rpc
            + " ("
            + serverText
            + "). External collections need Milvus 3.0 or newer.",
        Details.ofStatus(status));
  }
}
