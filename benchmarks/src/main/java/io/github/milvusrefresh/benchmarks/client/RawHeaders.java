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
package io.github.milvusrefresh.benchmarks.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.milvusrefresh.core.ConnectionOptions;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** The headers of our client, at the least cost: what is constant is encoded once. */
final class RawHeaders implements ClientInterceptor {

  private static final Metadata.Key<String> REQUEST_ID = key("client_request_id");
  private static final Metadata.Key<String> REQUEST_TIME = key("client-request-unixmsec");

  private final Metadata constant = new Metadata();

  RawHeaders(ConnectionOptions options, long identifier) {
    String secret = options.credentials().resolve().orElseThrow();
    constant.put(key("authorization"), Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)));
    constant.put(key("dbname"), options.database().orElseThrow());
    constant.put(key("identifier"), Long.toString(identifier));
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions callOptions, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, callOptions)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        headers.merge(constant);
        headers.put(REQUEST_ID, requestId());
        headers.put(REQUEST_TIME, Long.toString(System.currentTimeMillis()));
        super.start(listener, headers);
      }
    };
  }

  /** As long as ours. */
  private static String requestId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return hex(random.nextLong()) + hex(random.nextLong());
  }

  private static String hex(long bits) {
    return java.util.HexFormat.of().toHexDigits(bits);
  }
}
