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
package io.github.milvusrefresh.compatibility.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.ConnectionOptions;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.error.JobExpiredException;
import io.github.milvusrefresh.core.error.JobNotFoundException;
import io.github.milvusrefresh.core.error.MilvusRefreshException;
import io.github.milvusrefresh.core.error.PermissionDeniedException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.core.error.RefreshInProgressException;
import io.github.milvusrefresh.core.error.UnauthenticatedException;
import io.github.milvusrefresh.core.error.UnreachableException;
import io.github.milvusrefresh.core.error.UnsupportedServerException;
import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import io.github.milvusrefresh.embedded.JobControl;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to fail is an error of its own, whichever way the wait was asked for. */
class FailureITCase {

  private static final String CALL = "CALL milvus_refresh.sys.await_refresh(%s, '%s')";
  private static final String SELECT = "SELECT * FROM milvus_await_refresh(%s, '%s')";
  private static final String AGGREGATE =
      "SELECT state, count(*) FROM milvus_await_refresh(%s, '%s') GROUP BY state";

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();

  private MilvusRefreshException failure(String query, Object jobId, String timeout) {
    return Failures.of(() -> env.rows(query, jobId, timeout));
  }

  private void serverIs(String uri) {
    env.conf("spark.milvus.uri", uri);
    env.conf("spark.sql.catalog.milvus_refresh.uri", uri);
  }

  private long submit() {
    ConnectionOptions options = ConnectionOptions.builder(env.milvus().uri()).build();
    try (RefreshClient client = RefreshClient.open(options)) {
      return client.refresh(RefreshRequest.of("docs")).jobId();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CALL, SELECT, AGGREGATE})
  void theJobFailed(String query) {
    long jobId = env.milvus().refresh("docs");
    env.milvus()
        .job(jobId)
        .script(job -> job.inProgress(10), job -> job.fail("bad file a.parquet"));

    assertThat(failure(query, jobId, "1m"))
        .isInstanceOf(RefreshFailedException.class)
        .hasMessageStartingWith("[REFRESH_FAILED]")
        .hasMessageContaining("bad file a.parquet")
        .hasMessageContaining(Long.toString(jobId));
  }

  /** Spark awaits a subquery on another thread, and says so. */
  @Test
  void inASubqueryItIsACause() {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).fail("bad file a.parquet");
    String query = "SELECT 1 WHERE EXISTS (SELECT * FROM milvus_await_refresh(%s, '%s'))";

    assertThatThrownBy(() -> env.rows(query, jobId, "1m")).isInstanceOf(SparkException.class);
    assertThat(failure(query, jobId, "1m")).isInstanceOf(RefreshFailedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {CALL, SELECT, AGGREGATE})
  void theTimeoutPassed(String query) {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).inProgress(10);

    assertThat(failure(query, jobId, "300ms"))
        .isInstanceOf(AwaitTimeoutException.class)
        .hasMessageStartingWith("[AWAIT_TIMEOUT]");
  }

  @ParameterizedTest
  @ValueSource(strings = {CALL, SELECT})
  void theServerDroppedTheJob(String query) {
    env.milvus().faults().dropNextJob();
    long jobId = submit();

    assertThat(failure(query, jobId, "1m"))
        .isInstanceOf(JobNotFoundException.class)
        .hasMessageStartingWith("[JOB_NOT_FOUND]");
  }

  @Test
  void theJobExpired() {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).script(job -> job.inProgress(10), JobControl::expire);

    assertThat(failure(CALL, jobId, "1m"))
        .isInstanceOf(JobExpiredException.class)
        .hasMessageStartingWith("[JOB_EXPIRED]");
  }

  @ParameterizedTest
  @ValueSource(strings = {CALL, SELECT})
  void theTokenIsWrong(String query) {
    try (EmbeddedMilvus locked = EmbeddedMilvus.builder().user("root", "Milvus").start()) {
      serverIs(locked.uri());
      env.conf("spark.milvus.token", "root:wrong-secret");

      assertThat(failure(query, 1, "1m"))
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageStartingWith("[MILVUS_UNAUTHENTICATED]")
          .hasMessageNotContaining("wrong-secret");
    }
  }

  @Test
  void thePrivilegeIsMissing() {
    try (EmbeddedMilvus locked =
        EmbeddedMilvus.builder().userWithoutPrivileges("reader", "secret").start()) {
      locked.createExternalCollection("docs", "/data/docs", "{\"format\":\"parquet\"}");
      serverIs(locked.uri());
      env.conf("spark.milvus.username", "reader");
      env.conf("spark.milvus.password", "secret");

      assertThat(Failures.of(() -> env.sql("CALL milvus_refresh.sys.refresh('docs')")))
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageStartingWith("[MILVUS_PERMISSION_DENIED]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CALL, SELECT})
  void theServerIsTooOld(String query) {
    try (EmbeddedMilvus old = EmbeddedMilvus.builder().legacy().start()) {
      serverIs(old.uri());

      assertThat(failure(query, 1, "1m"))
          .isInstanceOf(UnsupportedServerException.class)
          .hasMessageStartingWith("[MILVUS_UNSUPPORTED]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CALL, SELECT})
  void theServerIsUnreachable(String query) {
    serverIs(addressOfNobody());
    env.conf("spark.milvus.await.unreachable-timeout", "1s");

    assertThat(failure(query, 1, "1m"))
        .isInstanceOf(UnreachableException.class)
        .hasMessageStartingWith("[MILVUS_UNREACHABLE]");
  }

  private static String addressOfNobody() {
    try (EmbeddedMilvus gone = EmbeddedMilvus.start()) {
      return gone.uri();
    }
  }

  @Test
  void aRefreshIsUnderWay() {
    long jobId = env.milvus().refresh("docs");

    assertThat(Failures.of(() -> env.sql("CALL milvus_refresh.sys.refresh('docs')")))
        .isInstanceOf(RefreshInProgressException.class)
        .hasMessageStartingWith("[REFRESH_IN_PROGRESS]")
        .hasMessageContaining(Long.toString(jobId));
  }

  @Test
  void nobodySaidWhereMilvusIs() {
    env.conf("spark.sql.catalog.nowhere", SparkOnMilvus.CATALOG_CLASS);
    env.spark().conf().unset("spark.milvus.uri");

    assertThat(Failures.of(() -> env.sql("CALL nowhere.sys.refresh_jobs()")))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "[INVALID_ARGUMENT] Where Milvus listens is not known: set"
                + " 'spark.sql.catalog.nowhere.uri' or 'spark.milvus.uri' to http://host:19530, or"
                + " MILVUS_URI in the environment of the driver.");
    assertThat(Failures.of(() -> env.rows("SELECT * FROM milvus_refresh_jobs()")))
        .hasMessageContaining("set 'spark.milvus.uri' to http://host:19530");
  }

  @Test
  void anOptionOfTheCatalogIsMisspelt() {
    env.conf("spark.sql.catalog.milvus_refresh.tokn", "secret-value");

    assertThat(Failures.of(() -> env.sql("CALL milvus_refresh.sys.refresh_jobs()")))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("There is no option 'tokn'")
        .hasMessageNotContaining("secret-value");
  }
}
