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

import io.github.milvusrefresh.embedded.internal.model.Catalog;
import io.github.milvusrefresh.embedded.internal.model.IdAllocator;
import io.github.milvusrefresh.embedded.internal.model.IndexService;
import io.github.milvusrefresh.embedded.internal.model.JobScripts;
import io.github.milvusrefresh.embedded.internal.model.LoadService;
import io.github.milvusrefresh.embedded.internal.model.RefreshService;
import io.grpc.ServerInterceptors;

/** Puts the service together. */
public final class MilvusEndpoint {

  private MilvusEndpoint() {}

  /**
   * Starts to serve.
   *
   * @param parts what to serve
   * @param listening where
   */
  public static GrpcEndpoint open(Parts parts, Listening listening) {
    Compatibility compatibility = parts.compatibility();
    UnaryRpcs rpcs = new UnaryRpcs(new StatusReplies(compatibility.legacyStatus()), parts.log());
    new SessionRpcs(compatibility, parts.ids()).addTo(rpcs);
    new DatabaseRpcs(parts.catalog()).addTo(rpcs);
    new CollectionRpcs(parts.catalog()).addTo(rpcs);
    new IndexRpcs(parts.indexes()).addTo(rpcs);
    new LoadRpcs(parts.loads()).addTo(rpcs);
    if (compatibility.refreshRpcs()) {
      refreshRpcs(parts).addTo(rpcs);
    }
    return GrpcEndpoint.open(
        listening,
        ServerInterceptors.interceptForward(
            rpcs.build(),
            new FaultInterceptor(parts.faults()),
            new Authentication(parts.accounts())),
        parts.log());
  }

  private static RefreshRpcs refreshRpcs(Parts parts) {
    return new RefreshRpcs(
        parts.refreshes(),
        parts.scripts(),
        parts.faults(),
        new JobMessages(parts.compatibility().specInJobs()),
        parts.afterSubmit());
  }

  /**
   * What the endpoint serves.
   *
   * @param compatibility which servers to be like
   * @param accounts who may call
   * @param ids gives connections their identifiers
   * @param catalog the databases and collections
   * @param refreshes the refresh jobs
   * @param indexes the indexes
   * @param loads which collections are loaded
   * @param scripts what is arranged for single jobs
   * @param faults what is to go wrong
   * @param log counts the calls
   * @param afterSubmit runs after each accepted refresh
   */
  public record Parts(
      Compatibility compatibility,
      Accounts accounts,
      IdAllocator ids,
      Catalog catalog,
      RefreshService refreshes,
      IndexService indexes,
      LoadService loads,
      JobScripts scripts,
      FaultPlan faults,
      CallLog log,
      Runnable afterSubmit) {}
}
