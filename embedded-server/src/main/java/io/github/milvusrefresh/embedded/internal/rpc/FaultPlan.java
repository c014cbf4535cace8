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

import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faults to come: of single RPCs, of the next refreshes, or of everything. Thread-safe. */
public final class FaultPlan {

  private final Map<String, Deque<Fault>> byRpc = new HashMap<>();
  private final Deque<SubmitFault> submits = new ArrayDeque<>();
  private @Nullable Fault everywhere;

  /** Adds a fault of the next calls of an RPC; an unknown name would never happen. */
  public synchronized void add(String rpc, Fault fault, int calls) {
    requireKnown(rpc);
    Deque<Fault> queue = byRpc.computeIfAbsent(rpc, name -> new ArrayDeque<>());
    for (int call = 0; call < calls; call++) {
      queue.add(fault);
    }
  }

  public synchronized void add(SubmitFault fault) {
    submits.add(fault);
  }

  /** Makes every call fail until {@link #clear}. */
  public synchronized void addEverywhere(Fault fault) {
    everywhere = fault;
  }

  public synchronized void clear() {
    everywhere = null;
    byRpc.clear();
    submits.clear();
  }

  synchronized Optional<Fault> next(String rpc) {
    if (everywhere != null) {
      return Optional.of(everywhere);
    }
    Deque<Fault> queue = byRpc.get(rpc);
    return Optional.ofNullable(queue == null ? null : queue.poll());
  }

  synchronized Optional<SubmitFault> nextSubmit() {
    return Optional.ofNullable(submits.poll());
  }

  private static void requireKnown(String rpc) {
    boolean known =
        MilvusServiceGrpc.getServiceDescriptor().getMethods().stream()
            .anyMatch(method -> rpc.equals(method.getBareMethodName()));
    if (!known) {
      throw new IllegalArgumentException("There is no RPC '" + rpc + "'.");
    }
  }
}
