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

import io.github.milvusrefresh.embedded.internal.model.MilvusError;
import io.github.milvusrefresh.embedded.internal.model.MilvusStatus;
import io.github.milvusrefresh.embedded.internal.model.Publication;
import io.github.milvusrefresh.embedded.internal.rpc.Fault;
import io.github.milvusrefresh.embedded.internal.rpc.FaultPlan;
import io.github.milvusrefresh.embedded.internal.rpc.SubmitFault;
import java.time.Duration;

/**
 * Makes calls go wrong, from the next call on. Thread-safe; each method returns this.
 *
 * <p>RPCs are named as in Milvus' service, {@code GetRefreshExternalCollectionProgress}. gRPC codes
 * are named as in the gRPC specification, {@code UNAVAILABLE}; an unknown name throws {@link
 * IllegalArgumentException}.
 */
public final class Faults {

  private final FaultPlan plan;
  private final Publication publication;

  Faults(FaultPlan plan, Publication publication) {
    this.plan = plan;
    this.publication = publication;
  }

  /**
   * Fails the next calls of an RPC on the transport.
   *
   * @param rpc the RPC
   * @param calls how many
   * @param grpcCode the name of the gRPC code
   * @param message the description
   * @return this
   */
  public Faults failNext(String rpc, int calls, String grpcCode, String message) {
    plan.add(rpc, Fault.Transport.of(grpcCode, message), calls);
    return this;
  }

  /**
   * Answers the next calls of an RPC with an error of Milvus.
   *
   * @param rpc the RPC
   * @param calls how many
   * @param code the error code
   * @param legacyCode the error code of servers up to 2.2
   * @param retriable what the status says of itself
   * @param reason the text
   * @return this
   */
  public Faults answerNext(
      String rpc, int calls, int code, int legacyCode, boolean retriable, String reason) {
    MilvusStatus status = new MilvusStatus(code, legacyCode, reason, retriable, false);
    plan.add(rpc, new Fault.Application(status), calls);
    return this;
  }

  /**
   * Answers the next calls of an RPC with Milvus' rate limit error (code 8, legacy 49).
   *
   * @param rpc the RPC
   * @param calls how many
   * @return this
   */
  public Faults rateLimitNext(String rpc, int calls) {
    MilvusStatus status =
        MilvusError.RATE_LIMIT.because("request is rejected by grpc RateLimiter").status();
    plan.add(rpc, new Fault.Application(status), calls);
    return this;
  }

  /**
   * Fails the next lists as a whole, as one job with a broken plan makes Milvus do (code 5).
   *
   * @param calls how many
   * @param brokenJobId the job that the text blames
   * @return this
   */
  public Faults failNextLists(int calls, long brokenJobId) {
    MilvusStatus status =
        MilvusError.SERVICE_INTERNAL
            .because("job %d references missing task %d".formatted(brokenJobId, brokenJobId + 1))
            .status();
    plan.add("ListRefreshExternalCollectionJobs", new Fault.Application(status), calls);
    return this;
  }

  /**
   * Answers the next calls of an RPC late.
   *
   * @param rpc the RPC
   * @param calls how many
   * @param delay how late, in real time; the call takes effect then
   * @return this
   */
  public Faults delayNext(String rpc, int calls, Duration delay) {
    plan.add(rpc, new Fault.Delay(delay), calls);
    return this;
  }

  /**
   * Never answers the next calls of an RPC; they end by the client's deadline or cancellation.
   *
   * @param rpc the RPC
   * @param calls how many
   * @return this
   */
  public Faults hangNext(String rpc, int calls) {
    plan.add(rpc, new Fault.Silence(), calls);
    return this;
  }

  /**
   * Fails every call with UNAVAILABLE until {@link #healthy}.
   *
   * @return this
   */
  public Faults unavailable() {
    plan.addEverywhere(Fault.Transport.of("UNAVAILABLE", "the server is going away"));
    return this;
  }

  /**
   * Answers every call with Milvus' "service not ready" (code 1, retriable) until {@link #healthy}.
   *
   * @return this
   */
  public Faults notReady() {
    plan.addEverywhere(
        new Fault.Application(
            MilvusError.SERVICE_NOT_READY.because("state code: Initializing").status()));
    return this;
  }

  /**
   * Fails every call as a starting proxy does, with gRPC UNKNOWN, until {@link #healthy}.
   *
   * @return this
   */
  public Faults proxyStarting() {
    plan.addEverywhere(
        Fault.Transport.of(
            "UNKNOWN", "service not ready: Milvus Proxy is not ready yet. please wait"));
    return this;
  }

  /**
   * Takes back every fault that has not happened yet.
   *
   * @return this
   */
  public Faults healthy() {
    plan.clear();
    return this;
  }

  /**
   * Drops the job of the next refresh: the call succeeds, its job never exists.
   *
   * @return this
   */
  public Faults dropNextJob() {
    plan.add(new SubmitFault.Dropped());
    return this;
  }

  /**
   * Hides the job of the next refresh from its first polls.
   *
   * @param polls how many
   * @return this
   */
  public Faults hideNextJob(int polls) {
    plan.add(new SubmitFault.Hidden(polls));
    return this;
  }

  /**
   * Fails the next refresh on the transport after its job was created.
   *
   * @param grpcCode the name of the gRPC code, usually UNAVAILABLE or DEADLINE_EXCEEDED
   * @return this
   */
  public Faults ambiguousNextSubmit(String grpcCode) {
    plan.add(SubmitFault.Ambiguous.of(grpcCode, "the answer was lost"));
    return this;
  }

  /**
   * Never answers the next refresh, whose job was created; it ends by the client's deadline.
   *
   * @return this
   */
  public Faults unansweredNextSubmit() {
    plan.add(new SubmitFault.Unanswered());
    return this;
  }

  /**
   * Completes the next job without its source and spec reaching the collection.
   *
   * @return this
   */
  public Faults loseNextPublication() {
    publication.loseNext();
    return this;
  }
}
