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

/** Why no good answer came. */
public enum UnreachableCause {
  /** The host name has no address. */
  NAME_NOT_FOUND("the host name was not found"),
  /** Nothing listens there. */
  REFUSED("the connection was refused"),
  /** One side speaks TLS and the other does not. */
  TLS_MISMATCH("one side speaks TLS and the other does not; check http:// against https://"),
  /** The certificate of one side was not accepted. */
  CERTIFICATE(
      "a certificate was not accepted; check tls.ca-cert, tls.server-name, tls.client-cert"),
  /** The deadline of the call passed. */
  DEADLINE("the server did not answer within the deadline"),
  /** The connection broke. */
  RESET("the connection broke"),
  /** The server answered that it is not ready, overloaded or failing over. */
  NOT_READY("the server is not ready"),
  /** The server answered that it gets too many calls. */
  RATE_LIMITED("the server's rate limit is exceeded");

  private final String text;

  UnreachableCause(String text) {
    this.text = text;
  }

  /**
   * Tells whether time can mend it. A wrong certificate or scheme stays wrong.
   *
   * @return true if trying again makes sense
   */
  public boolean isTransient() {
    return this != TLS_MISMATCH && this != CERTIFICATE;
  }

  /**
   * Tells whether the server cannot have got the call.
   *
   * @return true if there was no connection and time can mend that; a call that changes something
   *     can be sent again then
   */
  public boolean neverSent() {
    return this == NAME_NOT_FOUND || this == REFUSED;
  }

  /**
   * Returns the cause in words, a clause without a full stop.
   *
   * @return the words that messages use
   */
  public String text() {
    return text;
  }
}
