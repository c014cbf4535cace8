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

/** The server refuses the credentials. */
public final class UnauthenticatedException extends MilvusRefreshException {

  private static final long serialVersionUID = 1L;

  /**
   * Reports refused credentials.
   *
   * @param address host and port
   * @param serverText the server's words
   * @param status the server's answer; null if it refused before answering with one
   */
  public UnauthenticatedException(
      String address, String serverText, @Nullable ServerStatus status) {
    super(
        ErrorCode.MILVUS_UNAUTHENTICATED,
        "Milvus at "
            + address
            + " refuses the credentials: "
            + serverText
            + ". Check token, token-file or token-env, or username and password.",
        Details.ofStatus(status));
  }
}
