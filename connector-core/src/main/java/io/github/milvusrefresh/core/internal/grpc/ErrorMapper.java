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

import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.error.PermissionDeniedException;
import io.github.milvusrefresh.core.error.ServerErrorException;
import io.github.milvusrefresh.core.error.ServerStatus;
import io.github.milvusrefresh.core.error.UnauthenticatedException;
import io.github.milvusrefresh.core.error.UnreachableCause;
import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.core.error.UnsupportedServerException;
import io.github.milvusrefresh.proto.common.ErrorCode;
import io.github.milvusrefresh.proto.common.Status;
import io.grpc.StatusRuntimeException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the server or the transport says into our exceptions (MILVUS-SERVER.md, section 2).
 * Nothing of the transport stays in them: they travel between processes.
 */
final class ErrorMapper {

  /** Not ready, unavailable, too many requests, internal, rate limit, cancelled or late inside. */
  private static final Set<Integer> TRANSIENT_CODES = Set.of(1, 2, 4, 5, 8, 10000, 10001);

  private static final Set<Integer> TRANSIENT_LEGACY_CODES =
      Set.of(
          ErrorCode.RateLimit_VALUE,
          ErrorCode.NotReadyServe_VALUE,
          ErrorCode.NotReadyCoordActivating_VALUE);

  private static final int RATE_LIMIT = 8;
  private static final int UNIMPLEMENTED = 10;
  private static final int NOT_AUTHENTICATED = 1400;
  private static final int NOT_PERMITTED = 1401;

  private final String address;

  private final boolean plaintext;
  private final TlsProbe tlsProbe;

  ErrorMapper(ConnectionOptions options) {
    this.address = options.address();
    this.plaintext = !options.usesTls();
    this.tlsProbe = new TlsProbe(options.host(), options.port());
  }

  /** Success is both codes at zero: servers before 2.3 fill the legacy one only. */
  @SuppressWarnings("deprecation")
  static boolean isSuccess(Status status) {
    return status.getCode() == 0 && status.getErrorCodeValue() == ErrorCode.Success_VALUE;
  }

  @SuppressWarnings("deprecation")
  static ServerStatus status(Status status) {
    ErrorCode legacy = status.getErrorCode();
    return new ServerStatus(
        status.getCode(),
        legacy == ErrorCode.UNRECOGNIZED
            ? "UNKNOWN(" + status.getErrorCodeValue() + ")"
            : legacy.name(),
        Redaction.text(status.getReason()),
        status.getRetriable(),
        Redaction.text(status.getDetail()));
  }

  void requireSuccess(RpcMethod method, Status status) {
    if (!isSuccess(status)) {
      throw ofStatus(method, status);
    }
  }

  @SuppressWarnings("deprecation")
  private MilvusRefreshException ofStatus(RpcMethod method, Status answer) {
    ServerStatus status = status(answer);
    if (status.retriable()
        || TRANSIENT_CODES.contains(status.code())
        || TRANSIENT_LEGACY_CODES.contains(answer.getErrorCodeValue())) {
      boolean limited =
          status.code() == RATE_LIMIT || answer.getErrorCodeValue() == ErrorCode.RateLimit_VALUE;
      UnreachableCause cause = limited ? UnreachableCause.RATE_LIMITED : UnreachableCause.NOT_READY;
      return unreachable(method, cause, status.reason(), status, null);
    }
    return switch (status.code()) {
      case UNIMPLEMENTED ->
          new UnsupportedServerException(address, method.wireName(), status.reason(), status);
      case NOT_AUTHENTICATED -> new UnauthenticatedException(address, status.reason(), status);
      case NOT_PERMITTED -> new PermissionDeniedException(address, status.reason(), status);
      default -> new ServerErrorException(address, method.wireName(), status);
    };
  }

  MilvusRefreshException brokenAnswer(RpcMethod method, String what) {
    return new ServerErrorException(address, method.wireName(), what, null);
  }

  /** Maps whatever a call threw; our own exceptions pass. */
  MilvusRefreshException ofThrowable(RpcMethod method, Throwable error) {
    if (error instanceof MilvusRefreshException ours) {
      return ours;
    }
    if (error instanceof StatusRuntimeException transport) {
      return ofTransport(method, transport);
    }
    return new ServerErrorException(
        address, method.wireName(), String.valueOf(error), ConnectTrouble.jdkCause(error));
  }

  private MilvusRefreshException ofTransport(RpcMethod method, StatusRuntimeException error) {
    String text = Redaction.text(String.valueOf(error.getStatus().getDescription()));
    return switch (error.getStatus().getCode()) {
      case UNAUTHENTICATED -> new UnauthenticatedException(address, text, null);
      case PERMISSION_DENIED -> new PermissionDeniedException(address, text, null);
      case UNIMPLEMENTED -> new UnsupportedServerException(address, method.wireName(), text, null);
      case DEADLINE_EXCEEDED -> unreachable(method, UnreachableCause.DEADLINE, text, null, null);
      case UNAVAILABLE -> connectTrouble(method, error, text);
      case RESOURCE_EXHAUSTED, ABORTED ->
          unreachable(method, UnreachableCause.NOT_READY, text, null, null);
      case CANCELLED -> unreachable(method, UnreachableCause.RESET, text, null, null);
      case INTERNAL, UNKNOWN -> ofVagueTransport(method, error, text);
      default ->
          new ServerErrorException(
              address, method.wireName(), error.getStatus().getCode() + ": " + text, null);
    };
  }

  /** A broken stream reads INTERNAL, a proxy that is starting reads UNKNOWN "... not ready yet". */
  private MilvusRefreshException ofVagueTransport(
      RpcMethod method, StatusRuntimeException error, String text) {
    if (text.contains("not ready yet")) {
      return unreachable(method, UnreachableCause.NOT_READY, text, null, null);
    }
    if (ConnectTrouble.isTransport(error, text)) {
      return connectTrouble(method, error, text);
    }
    return new ServerErrorException(
        address, method.wireName(), error.getStatus().getCode() + ": " + text, null);
  }

  private MilvusRefreshException connectTrouble(
      RpcMethod method, StatusRuntimeException error, String text) {
    UnreachableCause cause = ConnectTrouble.cause(error, text);
    String detail = ConnectTrouble.detail(error, text);
    boolean mismatch =
        plaintext && ConnectTrouble.isSilentEnd(cause, detail) && tlsProbe.findsTls();
    return unreachable(
        method,
        mismatch ? UnreachableCause.TLS_MISMATCH : cause,
        detail,
        null,
        ConnectTrouble.jdkCause(error));
  }

  private UnreachableException unreachable(
      RpcMethod method,
      UnreachableCause cause,
      String text,
      @Nullable ServerStatus status,
      @Nullable Throwable jdkCause) {
    UnreachableException error = new UnreachableException(address, cause, text, status, jdkCause);
    return method == RpcMethod.REFRESH ? error.whileTriggering() : error;
  }
}
