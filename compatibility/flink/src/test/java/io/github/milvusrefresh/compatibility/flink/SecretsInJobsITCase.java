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

import io.github.milvusrefresh.compatibility.support.Eventually;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import io.github.milvusrefresh.embedded.JobControl;
import io.github.milvusrefresh.flink.commit.CommitRefresh;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.InjectClusterRESTAddress;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where a token goes that each feature is given: the job graph, the REST API of the cluster and the
 * log. The build lets everything log at DEBUG in this test, into a file.
 */
class SecretsInJobsITCase {

  /** In the variable {@code MILVUS_TEST_TOKEN} of this build, too. */
  private static final String SECRET = "sekret-from-environment";

  /** What goes over the wire. */
  private static final String HEADER =
      Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));

  private static final Path LOG = Path.of(System.getProperty("org.slf4j.simpleLogger.logFile", ""));

  private static final List<String> OF_A_JOB =
      List.of(
          "",
          "/plan",
          "/config",
          "/exceptions",
          "/checkpoints",
          "/checkpoints/config",
          "/accumulators",
          "/metrics",
          "/jobmanager/config",
          "/jobmanager/environment");

  private static final List<String> OF_A_VERTEX =
      List.of(
          "",
          "/accumulators",
          "/subtasktimes",
          "/subtasks/accumulators",
          "/taskmanagers",
          "/watermarks");

  private static final List<String> METRICS = List.of("/metrics", "/jm-operator-metrics");

  /** So that the line of the request stays below 4 KiB, which is what Flink's server takes. */
  private static final int METRICS_OF_A_PAGE = 20;

  private static final List<String> OF_THE_CLUSTER =
      List.of(
          "/config",
          "/jobmanager/config",
          "/jobmanager/environment",
          "/jobs/overview",
          "/jobmanager/thread-dump",
          "/taskmanagers");

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberSlotsPerTaskManager(2)
              .setConfiguration(
                  Configuration.fromMap(Map.of("metrics.fetcher.update-interval", "50")))
              .build());

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  @Test
  void neitherGraphNorRestNorLogHoldATokenByReference(
      @InjectClusterRESTAddress URI rest, @TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("token"), SECRET + "\n");
    for (Map<String, String> way :
        List.of(Map.of("token-env", "MILVUS_TEST_TOKEN"), Map.of("token-file", file.toString()))) {
      Seen seen = runAll(way, new RestApi(rest));

      assertThat(seen.graph).contains(way.values()).doesNotContain(SECRET, HEADER);
      assertThat(seen.rest).filteredOn(SecretsInJobsITCase::isLeak).isEmpty();
      assertThat(seen.log).filteredOn(SecretsInJobsITCase::isLeak).isEmpty();
    }
  }

  /** It has to travel somehow. */
  @Test
  void aTokenByValueIsInTheGraphAlone(@InjectClusterRESTAddress URI rest) throws Exception {
    Seen seen = runAll(Map.of("token", SECRET), new RestApi(rest));

    assertThat(seen.graph).contains(SECRET);
    assertThat(seen.rest).filteredOn(SecretsInJobsITCase::isLeak).isEmpty();
    assertThat(seen.log).filteredOn(SecretsInJobsITCase::isLeak).isEmpty();
  }

  /** The operator behind the sink has a connection of its own. */
  @Test
  void aRefreshAfterACommitShowsNoTokenByReference(
      @InjectClusterRESTAddress URI rest, @TempDir Path lake) throws Exception {
    Seen seen = runCommit(Map.of("token-env", "MILVUS_TEST_TOKEN"), lake, new RestApi(rest));

    assertThat(seen.graph).contains("MILVUS_TEST_TOKEN").doesNotContain(SECRET, HEADER);
    assertThat(seen.rest).filteredOn(SecretsInJobsITCase::isLeak).isEmpty();
    assertThat(seen.log).filteredOn(SecretsInJobsITCase::isLeak).isEmpty();
  }

  private static boolean isLeak(String text) {
    return text.contains(SECRET) || text.contains(HEADER);
  }

  /** What can be seen of a job that completes and one that fails. */
  private record Seen(String graph, List<String> rest, List<String> log) {}

  private Seen runAll(Map<String, String> credentials, RestApi rest) throws Exception {
    long logged = Files.size(LOG);
    milvus.lock(SECRET);
    Map<String, String> connection = new HashMap<>(credentials);
    connection.put("uri", milvus.uri());
    List<String> pages = new ArrayList<>();

    JobControl completing = milvus.refresh();
    JobClient completes = submit(connection, completing);
    pages.addAll(pagesOfRunning(completes.getJobID(), rest));
    completing.complete();
    completes.getJobExecutionResult().get();
    pages.addAll(pagesOf(completes.getJobID(), rest));

    JobControl failing = milvus.refresh();
    JobClient fails = submit(connection, failing);
    failing.fail("no such bucket");
    awaitFailure(fails.getJobID(), rest);
    pages.addAll(pagesOf(fails.getJobID(), rest));

    return new Seen(graph(connection, completing), pages, logSince(logged));
  }

  /** Of a job whose last refresh fails. */
  private Seen runCommit(Map<String, String> credentials, Path lake, RestApi rest)
      throws Exception {
    long logged = Files.size(LOG);
    milvus.lock(SECRET);
    Map<String, String> connection = new HashMap<>(credentials);
    connection.put("uri", milvus.uri());
    CommittingJob job =
        CommittingJob.prepareBounded(
            CommitRefresh.of(ScriptedMilvus.COLLECTION)
                .options(ConnectorOptions.of(connection))
                .awaitingLast(),
            lake,
            1,
            new Configuration());
    String graph = text(job.graph());

    job.submit();
    Eventually.until("the refresh is followed", () -> milvus.polls() > 0);
    JobID id = job.client().getJobID();
    List<String> pages = new ArrayList<>(pagesOfRunning(id, rest));
    milvus.activeJob().fail("no such bucket");
    awaitFailure(id, rest);
    pages.addAll(pagesOf(id, rest));

    return new Seen(graph, pages, logSince(logged));
  }

  private JobClient submit(Map<String, String> connection, JobControl refresh) throws Exception {
    StreamExecutionEnvironment environment = declare(connection, refresh);
    int before = milvus.polls();
    JobClient client = environment.executeAsync();
    Eventually.until("it waits at the gate", () -> milvus.polls() > before);
    return client;
  }

  private static String graph(Map<String, String> connection, JobControl refresh) throws Exception {
    return text(declare(connection, refresh).getStreamGraph().getJobGraph());
  }

  private static String text(JobGraph graph) throws IOException {
    return new String(InstantiationUtil.serializeObject(graph), StandardCharsets.ISO_8859_1);
  }

  private static StreamExecutionEnvironment declare(
      Map<String, String> connection, JobControl refresh) {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamTableEnvironment session = StreamTableEnvironment.create(environment);
    Sql sql = EveryFeature.declare(Sql.over(session), connection, refresh.jobId());
    sql.run("EXPLAIN " + EveryFeature.QUERY);
    sql.run("CALL milvus_refresh.sys.refresh_jobs()");
    session.toDataStream(session.sqlQuery(EveryFeature.QUERY)).print();
    return environment;
  }

  /** The server shows what it knew a few seconds ago. */
  private static void awaitFailure(JobID job, RestApi rest) throws Exception {
    Eventually.until(
        "the failure is shown",
        () -> page(rest, "/jobs/" + job + "/exceptions", "").contains("[REFRESH_FAILED]"));
  }

  private static List<String> pagesOfRunning(JobID job, RestApi rest) throws Exception {
    List<String> vertices = rest.vertices(job);
    for (String metrics : METRICS) {
      Eventually.until(
          "metrics are shown",
          () -> {
            List<String> ids = new ArrayList<>();
            for (String vertex : vertices) {
              ids.addAll(rest.metrics("/jobs/" + job + "/vertices/" + vertex + metrics));
            }
            return !ids.isEmpty();
          });
    }
    return pagesOf(job, rest);
  }

  private static List<String> pagesOf(JobID job, RestApi rest) throws Exception {
    List<String> pages = new ArrayList<>();
    for (String page : OF_THE_CLUSTER) {
      pages.add(page(rest, page, ""));
    }
    for (String page : OF_A_JOB) {
      pages.add(page(rest, "/jobs/" + job + page, ""));
    }
    for (String vertex : rest.vertices(job)) {
      String place = "/jobs/" + job + "/vertices/" + vertex;
      for (String page : OF_A_VERTEX) {
        pages.add(page(rest, place + page, ""));
      }
      for (String metrics : METRICS) {
        pages.addAll(metrics(rest, place + metrics));
      }
    }
    return pages;
  }

  private static List<String> metrics(RestApi rest, String path) throws Exception {
    List<String> pages = new ArrayList<>(List.of(page(rest, path, "")));
    List<String> ids = rest.metrics(path);
    for (int i = 0; i < ids.size(); i += METRICS_OF_A_PAGE) {
      List<String> some = ids.subList(i, Math.min(i + METRICS_OF_A_PAGE, ids.size()));
      pages.add(page(rest, path, "get=" + String.join(",", some)));
    }
    return pages;
  }

  private static String page(RestApi rest, String path, String query) throws Exception {
    String page = rest.text(path, query);
    assertThat(page).as(path).doesNotContain("\"errors\":[");
    return page;
  }

  private static List<String> logSince(long position) throws Exception {
    byte[] log = Files.readAllBytes(LOG);
    List<String> lines =
        new String(log, (int) position, log.length - (int) position, StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(lines).as("lines of " + LOG).anyMatch(line -> line.contains(" DEBUG "));
    return lines;
  }
}
