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

import static java.util.Objects.requireNonNullElse;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the calls that arrive, of whatever outcome, and keeps the headers of the last ones. */
public final class CallLog implements ServerInterceptor {

  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> headersByRpc = new ConcurrentHashMap<>();
  private final Map<String, String> databaseByRpc = new ConcurrentHashMap<>();

  public int calls(String rpc) {
    return counts.getOrDefault(rpc, 0);
  }

  public Map<String, String> lastHeaders(String rpc) {
    return headersByRpc.getOrDefault(rpc, Map.of());
  }

  /** Returns the field {@code db_name} of the last request; empty if there was none. */
  public String lastDatabase(String rpc) {
    return databaseByRpc.getOrDefault(rpc, "");
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String rpc = call.getMethodDescriptor().getBareMethodName();
    headersByRpc.put(rpc, texts(headers));
    counts.merge(rpc, 1, Integer::sum);
    return next.startCall(call, headers);
  }

  void database(String rpc, String database) {
    databaseByRpc.put(rpc, database);
  }

  private static Map<String, String> texts(Metadata headers) {
    Map<String, String> texts = new TreeMap<>();
    for (String name : headers.keys()) {
      if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        String value = headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        texts.put(name, requireNonNullElse(value, ""));
      }
    }
    return Map.copyOf(texts);
  }
}
