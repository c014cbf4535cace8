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
package io.github.milvusrefresh.embedded;

import io.github.milvusrefresh.embedded.internal.model.Catalog;
import io.github.milvusrefresh.embedded.internal.model.CollectionScripts;
import io.github.milvusrefresh.embedded.internal.model.IdAllocator;
import io.github.milvusrefresh.embedded.internal.model.IndexService;
import io.github.milvusrefresh.embedded.internal.model.Job;
import io.github.milvusrefresh.embedded.internal.model.JobBook;
import io.github.milvusrefresh.embedded.internal.model.JobScripts;
import io.github.milvusrefresh.embedded.internal.model.LoadService;
import io.github.milvusrefresh.embedded.internal.model.MilvusCollection;
import io.github.milvusrefresh.embedded.internal.model.Publication;
import io.github.milvusrefresh.embedded.internal.model.RefreshService;
import io.github.milvusrefresh.embedded.internal.model.ServingSettings;
import io.github.milvusrefresh.embedded.internal.model.WireState;
import io.github.milvusrefresh.embedded.internal.rpc.Accounts;
import io.github.milvusrefresh.embedded.internal.rpc.CallLog;
import io.github.milvusrefresh.embedded.internal.rpc.Compatibility;
import io.github.milvusrefresh.embedded.internal.rpc.FaultPlan;
import io.github.milvusrefresh.embedded.internal.rpc.MilvusEndpoint;
import io.github.milvusrefresh.embedded.internal.store.ServerStore;
import io.github.milvusrefresh.embedded.internal.work.RefreshEngine;
import io.github.milvusrefresh.embedded.internal.work.RefreshSettings;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** The parts of a server, put together but not yet running. */
final class Assembly {

  final InstantSource clock;
  final ServerStore store;
  final JobBook book;
  final Catalog catalog;
  final RefreshService refreshes;
  final IndexService indexes;
  final LoadService loads;
  final RefreshEngine engine;
  final JobScripts scripts = new JobScripts();
  final CollectionScripts collectionScripts = new CollectionScripts();
  final FaultPlan faults = new FaultPlan();
  final CallLog log = new CallLog();
  final Publication publication;
  final IdAllocator ids;

  Assembly(
      InstantSource clock,
      ServerStore store,
      RefreshSettings settings,
      ServingSettings serving,
      int duplicateErrorCode,
      boolean scripted) {
    this.clock = clock;
    this.store = store;
    this.book = new JobBook(store, duplicateErrorCode);
    this.ids = new IdAllocator(clock, largestId());
    this.catalog = new Catalog(store, ids, clock);
    this.publication = new Publication(catalog, ids, clock);
    this.refreshes =
        new RefreshService(catalog, book, scripts, ids, clock, beforeItStarts(scripted));
    this.indexes = new IndexService(catalog, collectionScripts, ids, clock, serving);
    this.loads = new LoadService(catalog, collectionScripts, clock, serving);
    this.engine =
        new RefreshEngine(book, scripts, catalog, publication, indexes, store, settings, clock);
  }

  MilvusEndpoint.Parts endpointParts(
      Compatibility compatibility, Accounts accounts, Runnable afterSubmit) {
    return new MilvusEndpoint.Parts(
        compatibility,
        accounts,
        ids,
        catalog,
        refreshes,
        indexes,
        loads,
        scripts,
        faults,
        log,
        afterSubmit);
  }

  JobControl control(long jobId) {
    if (book.find(jobId).isEmpty()) {
      throw new IllegalArgumentException("There is no job " + jobId + ".");
    }
    return new JobControl(jobId, book, scripts, publication, clock);
  }

  CollectionControl control(QualifiedName name) {
    MilvusCollection collection = catalog.collection(name.database(), name.collection());
    return new CollectionControl(collection.id(), collectionScripts);
  }

  private long largestId() {
    return book.newestFirst().stream().mapToLong(Job::id).max().orElse(0);
  }

  private static UnaryOperator<Job> beforeItStarts(boolean scripted) {
    return scripted ? job -> job.scripted(WireState.PENDING, 0, "") : UnaryOperator.identity();
  }
}
