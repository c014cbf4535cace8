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

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Optional;

/** Lets planned faults happen: those of the transport here, the others in {@link UnaryRpcs}. */
final class FaultInterceptor implements ServerInterceptor {

  static final Context.Key<Optional<Fault>> FAULT =
      Context.keyWithDefault("fault", Optional.empty());

  private final FaultPlan plan;

  FaultInterceptor(FaultPlan plan) {
    this.plan = plan;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Optional<Fault> fault = plan.next(call.getMethodDescriptor().getBareMethodName());
    if (fault.isPresent() && fault.get() instanceof Fault.Transport transport) {
      call.close(transport.status(), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    Context context = Context.current().withValue(FAULT, fault);
    return Contexts.interceptCall(context, call, headers, next);
  }
}
