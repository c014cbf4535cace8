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
package io.github.milvusrefresh.core.internal.grpc;

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshState;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.RefreshInProgressException;
import io.github.milvusrefresh.core.error.ServerStatus;
import io.github.milvusrefresh.core.internal.CollectionIndex;
import io.github.milvusrefresh.core.internal.CollectionLoad;
import io.github.milvusrefresh.proto.common.ErrorCode;
import io.github.milvusrefresh.proto.common.Status;
import io.github.milvusrefresh.proto.milvus.DescribeIndexResponse;
import io.github.milvusrefresh.proto.milvus.GetLoadStateResponse;
import io.github.milvusrefresh.proto.milvus.GetLoadingProgressResponse;
import io.github.milvusrefresh.proto.milvus.GetRefreshExternalCollectionProgressResponse;
import io.github.milvusrefresh.proto.milvus.IndexDescription;
import io.github.milvusrefresh.proto.milvus.ListRefreshExternalCollectionJobsResponse;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionJobInfo;
import io.github.milvusrefresh.proto.milvus.RefreshExternalCollectionResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers: first the status, then whether there is a job, then its state. An error answer
 * that is read without its status looks like job 0, pending.
 */
final class AnswerMapper {

  private static final Pattern NOT_FOUND = Pattern.compile("\\bjob \\d+ not found");
  private static final Pattern IN_PROGRESS = Pattern.compile("\\bin progress\\b");
  private static final Pattern ACTIVE_JOB = Pattern.compile("refresh job (\\d{1,19}) is already");
  private static final int MAX_PROGRESS = 100;
  private static final int INDEX_NOT_FOUND = 700;

  private final ErrorMapper errors;
  private final RepeatedText sources = new RepeatedText(Redaction::text);
  private final RepeatedText specs = new RepeatedText(Redaction::spec);

  AnswerMapper(ErrorMapper errors) {
    this.errors = errors;
  }

  long submitted(CollectionName collection, RefreshExternalCollectionResponse answer) {
    ServerStatus status = ErrorMapper.status(answer.getStatus());
    if (!ErrorMapper.isSuccess(answer.getStatus()) && IN_PROGRESS.matcher(status.reason()).find()) {
      throw new RefreshInProgressException(collection, activeJob(status.reason()), status);
    }
    errors.requireSuccess(RpcMethod.REFRESH, answer.getStatus());
    if (answer.getJobId() <= 0) {
      throw errors.brokenAnswer(RpcMethod.REFRESH, "success without a job id");
    }
    return answer.getJobId();
  }

  private static @Nullable Long activeJob(String reason) {
    Matcher matcher = ACTIVE_JOB.matcher(reason);
    return matcher.find() ? Long.valueOf(matcher.group(1)) : null;
  }

  RefreshJob job(long jobId, GetRefreshExternalCollectionProgressResponse answer) {
    // Not found has no code of its own: 1100 is every bad argument, so the text decides.
    if (!ErrorMapper.isSuccess(answer.getStatus())
        && NOT_FOUND.matcher(answer.getStatus().getReason()).find()) {
      throw new JobNotFoundException(jobId, null, ErrorMapper.status(answer.getStatus()));
    }
    errors.requireSuccess(RpcMethod.PROGRESS, answer.getStatus());
    if (!answer.hasJobInfo()) {
      throw errors.brokenAnswer(RpcMethod.PROGRESS, "success without a job");
    }
    return job(answer.getJobInfo(), specs::masked);
  }

  List<RefreshJob> jobs(ListRefreshExternalCollectionJobsResponse answer) {
    errors.requireSuccess(RpcMethod.LIST, answer.getStatus());
    // Most jobs of a list share a few specs: each is parsed once, and kept once.
    Map<String, String> masked = new HashMap<>();
    return answer.getJobsList().stream()
        .map(info -> job(info, spec -> masked.computeIfAbsent(spec, Redaction::spec)))
        .toList();
  }

  @SuppressWarnings("deprecation")
  List<CollectionIndex> indexes(DescribeIndexResponse answer) {
    Status status = answer.getStatus();
    boolean none =
        status.getCode() == INDEX_NOT_FOUND
            || status.getErrorCodeValue() == ErrorCode.IndexNotExist_VALUE;
    if (none) {
      return List.of();
    }
    errors.requireSuccess(RpcMethod.INDEXES, status);
    return answer.getIndexDescriptionsList().stream().map(AnswerMapper::index).toList();
  }

  private static CollectionIndex index(IndexDescription index) {
    return new CollectionIndex(
        index.getIndexName(),
        switch (index.getState()) {
          case Finished -> CollectionIndex.State.FINISHED;
          case Failed -> CollectionIndex.State.FAILED;
          default -> CollectionIndex.State.BUILDING;
        },
        index.getPendingIndexRows(),
        index.getTotalRows(),
        Redaction.text(index.getIndexStateFailReason()));
  }

  /**
   * Returns the load so far; empty if the collection has one, whose progress is to be asked for.
   */
  Optional<CollectionLoad> load(CollectionName collection, GetLoadStateResponse answer) {
    errors.requireSuccess(RpcMethod.LOAD_STATE, answer.getStatus());
    return switch (answer.getState()) {
      case LoadStateLoading, LoadStateLoaded -> Optional.empty();
      case LoadStateNotExist ->
          throw errors.brokenAnswer(
              RpcMethod.LOAD_STATE, "there is no collection '" + collection + "' to load");
      default -> Optional.of(new CollectionLoad(false, 0, 0));
    };
  }

  CollectionLoad load(GetLoadingProgressResponse answer) {
    errors.requireSuccess(RpcMethod.LOADING_PROGRESS, answer.getStatus());
    return new CollectionLoad(true, (int) answer.getProgress(), (int) answer.getRefreshProgress());
  }

  private RefreshJob job(
      RefreshExternalCollectionJobInfo info, UnaryOperator<String> redactedSpec) {
    return new RefreshJob(
        info.getJobId(),
        info.getCollectionName(),
        new RefreshState(info.getStateValue()),
        (int) Math.max(0, Math.min(info.getProgress(), MAX_PROGRESS)),
        Redaction.text(info.getReason()),
        sources.masked(info.getExternalSource()),
        redactedSpec.apply(info.getExternalSpec()),
        instant(info.getStartTime()),
        instant(info.getEndTime()));
  }

  private static @Nullable Instant instant(long unixMillis) {
    return unixMillis == 0 ? null : Instant.ofEpochMilli(unixMillis);
  }
}
