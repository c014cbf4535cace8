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

import static io.github.milvusrefresh.compatibility.spark.connect.SparkOnConnect.PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.milvusrefresh.compatibility.support.Eventually;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterruptITCase {

  private static final String TAG = "nightly";

  @RegisterExtension final SparkOnConnect env = new SparkOnConnect();

  @ParameterizedTest
  @CsvSource({
    "TAG, CALL milvus_refresh.sys.await_refresh(%s)",
    "ALL, CALL milvus_refresh.sys.await_refresh(%s)",
    "OPERATION, CALL milvus_refresh.sys.await_refresh(%s)",
    "TAG, SELECT * FROM milvus_await_refresh(%s)",
    "ALL, SELECT * FROM milvus_await_refresh(%s)",
    "OPERATION, SELECT * FROM milvus_await_refresh(%s)"
  })
  void stopsAWaitAtOnceAndLeavesTheJobAlone(Interrupt interrupt, String query)
      throws InterruptedException {
    long jobId = env.milvus().refresh("docs");

    Throwable thrown = interrupted(query.formatted(jobId), interrupt);

    assertThat(thrown).hasMessageContaining("OPERATION_CANCELED");
    assertThatNobodyPollsButNewWaits();
    env.milvus().job(jobId).complete();
    assertThat(env.row("SELECT state FROM milvus_refresh_job(%s)", jobId).getString(0))
        .isEqualTo("RefreshCompleted");
  }

  private Throwable interrupted(String query, Interrupt interrupt) throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread statement = new Thread(() -> thrown.set(catchThrowable(() -> run(query))), "statement");
    statement.start();
    Eventually.until("the wait polls", () -> env.milvus().calls(PROGRESS) > 0);
    interrupt.of(env);
    statement.join(Duration.ofSeconds(5).toMillis());
    assertThat(statement.isAlive()).isFalse();
    return thrown.get();
  }

  /** Tags are of a thread. */
  private void run(String query) {
    env.spark().addTag(TAG);
    env.rows(query);
  }

  /**
   * Another wait, of a second and for another job, tells how often it polled itself. The client may
   * be told of the end while one last poll is under way; who went on would poll about as often.
   */
  private void assertThatNobodyPollsButNewWaits() {
    env.milvus().createExternalCollection("other", "/data/other", "{\"format\":\"parquet\"}");
    long other = env.milvus().refresh("other");
    int before = env.polls();

    Row wait =
        env.row("CALL milvus_refresh.sys.await_refresh(%s, '1s', on_failure => 'return')", other);

    int own = wait.<Integer>getAs("polls");
    assertThat(wait.<String>getAs("outcome")).isEqualTo("TIMED_OUT");
    assertThat(own).isGreaterThan(2);
    assertThat(env.polls() - before).isBetween(own, own + 1);
  }

  /** The ways of Spark to end what runs elsewhere. */
  enum Interrupt {
    TAG {
      @Override
      void of(SparkOnConnect env) {
        assertThat(env.spark().interruptTag(InterruptITCase.TAG).size()).isOne();
      }
    },
    ALL {
      @Override
      void of(SparkOnConnect env) {
        assertThat(env.spark().interruptAll().size()).isOne();
      }
    },
    OPERATION {
      @Override
      void of(SparkOnConnect env) {
        String id = env.server().newestOperation();
        assertThat(env.spark().interruptOperation(id).head()).isEqualTo(id);
      }
    };

    abstract void of(SparkOnConnect env);
  }
}
