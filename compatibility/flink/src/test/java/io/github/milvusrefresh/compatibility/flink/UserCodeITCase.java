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
package io.github.milvusrefresh.compatibility.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.embedded.JobControl;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Jobs of a session cluster that bring the connector's jar, which the cluster itself has not; the
 * build leaves it out of the class path of this test.
 */
class UserCodeITCase {

  private static final int JOBS = Integer.getInteger("jobs");

  /**
   * At the client, the job manager and the task manager. Those of a last job may stay in caches.
   */
  private static final int LOADERS_OF_A_JOB = 3;

  private static final String JAR = System.getProperty("jar");

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  @Test
  void theClusterHasNoConnector() {
    assertThatThrownBy(() -> Class.forName("io.github.milvusrefresh.flink.GatedSource"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void jobsPileUpNoClassLoadersAndNoThreads() throws Exception {
    runTwo();
    awaitNoMoreThanThoseOfAJob();
    int threads = LiveThreads.names().size();

    for (int i = 0; i < JOBS; i += 2) {
      runTwo();
    }

    awaitNoMoreThanThoseOfAJob();
    Eventually.until("no thread stays", () -> LiveThreads.names().size() <= threads);
  }

  private static void awaitNoMoreThanThoseOfAJob() throws Exception {
    Eventually.until(
        "no class loaders pile up", () -> Remains.classLoaders().size() <= LOADERS_OF_A_JOB);
  }

  private void runTwo() throws Exception {
    JobControl first = milvus.refresh();
    TableResult completes = submit(first);
    assertThat(Remains.classLoaders())
        .as("loaders at the client, the job manager and the task manager")
        .hasSizeGreaterThanOrEqualTo(LOADERS_OF_A_JOB);
    first.complete();
    assertThat(completes.collect()).toIterable().hasSizeGreaterThan(10);

    JobControl second = milvus.refresh();
    submit(second).getJobClient().orElseThrow().cancel().get();
    second.complete();
  }

  /** A job that waits at its gate, from a session of its own. */
  private TableResult submit(JobControl refresh) throws Exception {
    Sql sql = Sql.streaming();
    sql.run("ADD JAR '" + JAR + "'");
    EveryFeature.declare(sql, Map.of("uri", milvus.uri()), refresh.jobId());
    int before = milvus.polls();
    TableResult running = sql.session().executeSql(EveryFeature.QUERY);
    Eventually.until("it waits at the gate", () -> milvus.polls() > before);
    return running;
  }
}
