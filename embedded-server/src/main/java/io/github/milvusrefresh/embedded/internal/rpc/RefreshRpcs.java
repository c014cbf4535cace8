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

import io.github.milvusrefresh.embedded.internal.model.JobScripts;
import io.github.milvusrefresh.embedded.internal.model.RefreshService;
import io.github.milvusrefresh.embedded.internal.model.Submission;
import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.GetRefreshExternalCollectionProgressRequest;
import io.github.milvusrefresh.proto.milvus.GetRefreshExternalCollectionProgressResponse;
import io.github.milvusrefresh.proto.milvus.ListRefreshExternalCollectionJobsRequest;
import io.github.milvusrefresh.proto.milvus.ListRefreshExternalCollectionJobsResponse;
import io.github.milvusrefresh.proto.milvus.MilvusServiceGrpc;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionRequest;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionResponse;
import java.util.Optional;

/** The three refresh RPCs. Only the first needs a privilege. */
final class RefreshRpcs {

  private final RefreshService service;
  private final JobScripts scripts;
  private final FaultPlan faults;
  private final JobMessages messages;
  private final Runnable afterSubmit;

  RefreshRpcs(
      RefreshService service,
      JobScripts scripts,
      FaultPlan faults,
      JobMessages messages,
      Runnable afterSubmit) {
    this.service = service;
    this.scripts = scripts;
    this.faults = faults;
    this.messages = messages;
    this.afterSubmit = afterSubmit;
  }

  void addTo(UnaryRpcs rpcs) {
    rpcs.add(MilvusServiceGrpc.getRefreshExternalCollectionMethod(), this::refresh);
    rpcs.add(MilvusServiceGrpc.getGetRefreshExternalCollectionProgressMethod(), this::progress);
    rpcs.add(MilvusServiceGrpc.getListRefreshExternalCollectionJobsMethod(), this::list);
  }

  private RefreshExternalCollectionResponse refresh(RefreshExternalCollectionRequest request) {
    Caller caller = Caller.privileged("RefreshExternalCollection");
    Submission submission =
        service.accept(
            caller.databaseOr(request.getDbName()),
            request.getCollectionName(),
            request.getExternalSource(),
            request.getExternalSpec());
    submit(submission);
    return RefreshExternalCollectionResponse.newBuilder()
        .setStatus(Status.getDefaultInstance())
        .setJobId(submission.jobId())
        .build();
  }

  private void submit(Submission submission) {
    Optional<SubmitFault> fault = faults.nextSubmit();
    if (fault.isPresent() && fault.get() instanceof SubmitFault.Dropped) {
      return;
    }
    if (fault.isPresent() && fault.get() instanceof SubmitFault.Hidden hidden) {
      scripts.hide(submission.jobId(), hidden.polls());
    }
    service.submit(submission);
    afterSubmit.run();
    if (fault.isPresent() && fault.get() instanceof SubmitFault.Ambiguous ambiguous) {
      throw ambiguous.status().asRuntimeException();
    }
    if (fault.isPresent() && fault.get() instanceof SubmitFault.Unanswered) {
      throw new Unanswered();
    }
  }

  private GetRefreshExternalCollectionProgressResponse progress(
      GetRefreshExternalCollectionProgressRequest request) {
    return GetRefreshExternalCollectionProgressResponse.newBuilder()
        .setStatus(Status.getDefaultInstance())
        .setJobInfo(messages.of(service.progress(request.getJobId())))
        .build();
  }

  private ListRefreshExternalCollectionJobsResponse list(
      ListRefreshExternalCollectionJobsRequest request) {
    String database = Caller.current().databaseOr(request.getDbName());
    ListRefreshExternalCollectionJobsResponse.Builder reply =
        ListRefreshExternalCollectionJobsResponse.newBuilder()
            .setStatus(Status.getDefaultInstance());
    service.jobs(database, request.getCollectionName()).stream()
        .map(messages::of)
        .forEach(reply::addJobs);
    return reply.build();
  }
}
