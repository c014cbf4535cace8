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

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.spark.MilvusRefresh;
import java.time.Duration;
import org.apache.spark.sql.SparkSession;

/** The ways to wait for a job, each for a minute at most. */
enum Wait {
  CALL {
    @Override
    void run(SparkOnMilvus env, long jobId) {
      env.rows("CALL milvus_refresh.sys.await_refresh(%s, '1m')", jobId);
    }
  },
  API {
    @Override
    void run(SparkOnMilvus env, long jobId) {
      MilvusRefresh.on(env.spark()).await(jobId, Duration.ofMinutes(1));
    }
  },
  FUNCTION {
    @Override
    void run(SparkOnMilvus env, long jobId) {
      env.rows("SELECT * FROM milvus_await_refresh(%s, '1m')", jobId);
    }
  },
  FUNCTION_ON_EXECUTOR {
    @Override
    void run(SparkOnMilvus env, long jobId) {
      env.rows("SELECT * FROM milvus_await_refresh(%s, '1m', mode => 'executor')", jobId);
    }
  };

  /** Waits, blocking, until the job ended. */
  abstract void run(SparkOnMilvus env, long jobId);

  /** Begins to wait on a thread of its own, which is in the job group {@code gate}. */
  RunningStatement start(SparkOnMilvus env, long jobId) {
    RunningStatement statement =
        RunningStatement.start(
            () -> {
              SparkSession.setActiveSession(env.spark());
              env.spark().sparkContext().setJobGroup("gate", "a gate", false);
              run(env, jobId);
            });
    Eventually.until("the wait polls", () -> env.milvus().calls(SparkOnMilvus.PROGRESS) > 0);
    return statement;
  }
}
