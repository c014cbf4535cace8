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
package io.github.milvusrefresh.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.Jobs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExceptionsTest {

  private static final ServerStatus STATUS =
      new ServerStatus(1100, "IllegalArgument", "why", false, "why in detail");

  private static final List<MilvusRefreshException> ALL =
      List.of(
          new RefreshFailedException(Jobs.failed("why")),
          new AwaitTimeoutException(
              Jobs.ID, Jobs.inProgress(3), Duration.ofMinutes(90), Duration.ofMillis(1500), "away"),
          new JobNotFoundException(Jobs.ID, Jobs.inProgress(3), STATUS),
          new JobExpiredException(Jobs.inProgress(99)),
          new JobExpiredException(Jobs.ID, Instant.EPOCH),
          new JobStalledException(Jobs.pending(), Duration.ofMinutes(10)),
          JobNotFoundException.noJobOf(CollectionName.parse("docs")),
          AwaitTimeoutException.ofCollection(
              CollectionName.parse("docs"), Duration.ofSeconds(5), "away"),
          AwaitTimeoutException.inQueue(
              CollectionName.parse("docs"), Jobs.ID, null, Duration.ofSeconds(5)),
          AwaitTimeoutException.ofReadiness(
              Jobs.completed(), "indexed", Duration.ofSeconds(5), "200 rows pending", null),
          RefreshFailedException.ofIndex(Jobs.completed(), "v", "out of memory"),
          new RefreshInProgressException(CollectionName.parse("db.docs"), Jobs.ID, STATUS),
          new UnreachableException(
              "h:1", UnreachableCause.REFUSED, "refused", null, new ConnectException("refused")),
          new UnauthenticatedException("h:1", "auth check failure", null),
          new PermissionDeniedException("h:1", "PrivilegeRefreshExternalCollection", null),
          new UnsupportedServerException("h:1", "Connect", "unknown method", null),
          new ServerErrorException("h:1", "Connect", STATUS),
          new InvalidArgumentException("job_id", "job_12345", "a number"));

  @Test
  void everyCodeHasItsType() {
    assertThat(ALL.stream().map(MilvusRefreshException::code).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(ErrorCode.class));
  }

  @Test
  void messagesStartWithTheCodeAndEndAsSentences() {
    assertThat(ALL)
        .allSatisfy(
            e ->
                assertThat(e.getMessage())
                    .startsWith("[" + e.code() + "] ")
                    .doesNotContain("null")
                    .doesNotContain("Optional"));
  }

  @Test
  void travelBetweenProcessesWithAllTheyCarry() throws Exception {
    for (MilvusRefreshException original : ALL) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(original);
      }
      MilvusRefreshException copy;
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        copy = (MilvusRefreshException) in.readObject();
      }
      assertThat(copy).hasSameClassAs(original).hasMessage(original.getMessage());
      assertThat(copy.code()).isEqualTo(original.code());
      assertThat(copy.jobId()).isEqualTo(original.jobId());
      assertThat(copy.lastJob()).isEqualTo(original.lastJob());
      assertThat(copy.serverStatus()).isEqualTo(original.serverStatus());
    }
  }

  @Test
  void aTimeoutSaysWhatWasLastSeenAndWhatToDo() {
    assertThat(ALL.get(1))
        .hasMessage(
            "[AWAIT_TIMEOUT] Refresh job 465787408941891028 did not end within 1h30m. Last seen"
                + " 1.5s ago: RefreshInProgress of collection 'docs' at 3 %, no reason given. Last"
                + " trouble: away. The job may still run; await it again with"
                + " await_refresh(job_id => 465787408941891028), or raise timeout.");
  }

  @Test
  void anUnreachableTriggerSaysThatAJobMayRunUnlessItCannot() {
    UnreachableException lost =
        new UnreachableException("h:1", UnreachableCause.DEADLINE, "15s", null, null);
    UnreachableException refused =
        new UnreachableException("h:1", UnreachableCause.REFUSED, "refused", null, null);

    assertThat(lost.whileTriggering())
        .hasMessageContaining("A job may have been started; see milvus_refresh_jobs()");
    assertThat(refused.whileTriggering()).isSameAs(refused);
  }

  @Test
  void aFailureIsJudgedByItsReason() {
    assertThat(new RefreshFailedException(Jobs.failed("timeout")).kind())
        .isEqualTo(FailureKind.SERVER_TIMEOUT);
    assertThat(new RefreshFailedException(Jobs.failed("timeout, last failure: x")).kind())
        .isEqualTo(FailureKind.SERVER_TIMEOUT);
    assertThat(new RefreshFailedException(Jobs.failed("worker failure 1/1")).kind())
        .isEqualTo(FailureKind.FAILED);
  }
}
