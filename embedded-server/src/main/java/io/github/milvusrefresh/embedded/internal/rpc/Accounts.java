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

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells who a caller is from its authorization header. No accounts: no authorization. */
public final class Accounts {

  private final Map<String, Account> byCredentials;

  /**
   * Creates the accounts.
   *
   * @param byCredentials the keys are {@code user:password}, or an API key, which has no colon
   */
  public Accounts(Map<String, Account> byCredentials) {
    this.byCredentials = Map.copyOf(byCredentials);
  }

  Account authenticate(@Nullable String header) throws Rejected {
    if (byCredentials.isEmpty()) {
      return Account.ANYONE;
    }
    if (header == null || header.isEmpty()) {
      throw new Rejected("missing authorization in header");
    }
    String credentials = decode(header);
    Account account = byCredentials.get(credentials);
    if (account == null) {
      throw new Rejected(
          credentials.contains(":")
              ? "auth check failure, please check username and password are correct"
              : "auth check failure, please check api key is correct");
    }
    return account;
  }

  private static String decode(String header) throws Rejected {
    try {
      return new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw new Rejected("invalid token format");
    }
  }

  /** The caller is nobody we know; the message is Milvus'. */
  static final class Rejected extends Exception {

    private static final long serialVersionUID = 1L;

    Rejected(String message) {
      super(message);
    }
  }
}
