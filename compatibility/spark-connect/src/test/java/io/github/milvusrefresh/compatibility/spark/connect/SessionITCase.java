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
package io.github.milvusrefresh.compatibility.spark.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.embedded.EmbeddedMilvus;
import java.io.IOException;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets to read when something is wrong, and whose Milvus it talks to. */
class SessionITCase {

  @RegisterExtension final SparkOnConnect env = new SparkOnConnect();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL milvus_refresh.sys.await_refresh(%s)",
        "SELECT * FROM milvus_await_refresh(%s)"
      })
  void aFailedJobIsAnErrorWithTheReasonOfTheServer(String query) {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).fail("no files found in external source");

    assertThatThrownBy(() -> env.rows(query, jobId))
        .isInstanceOf(SparkException.class)
        .hasMessage(
            "io.github.milvusrefresh.core.error.RefreshFailedException: [REFRESH_FAILED] Refresh"
                + " job %s of collection 'docs' failed at 0 %%: no files found in external source."
                + " The previous snapshot stays; mend the source and refresh again.",
            jobId);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL milvus_refresh.sys.await_refresh('job_1')",
        "SELECT * FROM milvus_refresh_job('job_1')"
      })
  void aWrongArgumentIsNamed(String query) {
    assertThatThrownBy(() -> env.rows(query))
        .isInstanceOf(SparkException.class)
        .hasMessageEndingWith(
            "[INVALID_ARGUMENT] Argument 'job_id' is 'job_1': expected a whole number above 0, or"
                + " its decimal digits as text, such as 465787408941891028.");
    assertThat(env.calls()).isZero();
  }

  @Test
  void aTimeoutTellsHowToGoOn() {
    long jobId = env.milvus().refresh("docs");

    assertThatThrownBy(() -> env.rows("CALL milvus_refresh.sys.await_refresh(%s, '0s')", jobId))
        .hasMessageContaining("[AWAIT_TIMEOUT] Refresh job " + jobId)
        .hasMessageContaining("await_refresh(job_id => %s)".formatted(jobId));
  }

  @Test
  void sessionsHaveAMilvusEach() throws IOException {
    try (EmbeddedMilvus other = SparkOnConnect.newMilvus();
        SparkSession second = env.newSession(other)) {
      Row here = env.row("CALL milvus_refresh.sys.refresh('docs')");
      assertThat(other.calls(SparkOnConnect.REFRESH)).isZero();

      Row there =
          SparkOnConnect.only(
              second.sql("CALL milvus_refresh.sys.refresh('docs')").collectAsList());
      assertThat(env.milvus().calls(SparkOnConnect.REFRESH)).isOne();
      assertThat(other.calls(SparkOnConnect.REFRESH)).isOne();
      assertThat(there.<Long>getAs("job_id")).isNotEqualTo(here.<Long>getAs("job_id"));
      assertThat(second.table("milvus_refresh.sys.refresh_jobs").select("job_id").collectAsList())
          .containsExactly(idOf(there));
      assertThat(env.rows("SELECT job_id FROM milvus_refresh_jobs()")).containsExactly(idOf(here));
    }
  }

  @Test
  void theServersLogHoldsNoSecret() {
    long jobId = env.milvus().refresh("docs");
    env.milvus().job(jobId).fail("no files found");
    env.rows("SELECT * FROM milvus_refresh_job(%s)", jobId);
    assertThatThrownBy(() -> env.rows("CALL milvus_refresh.sys.await_refresh(%s)", jobId))
        .hasMessageContaining("[REFRESH_FAILED]");

    assertThat(env.server().log())
        .contains("Refresh job " + jobId)
        .doesNotContain(SparkOnConnect.PASSWORD);
    assertThat(env.row("SET spark.milvus.token").toString())
        .doesNotContain(SparkOnConnect.PASSWORD);
  }

  /** A row of the id alone. */
  private static Row idOf(Row job) {
    return RowFactory.create(job.<Long>getAs("job_id"));
  }
}
