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

import static io.github.milvusrefresh.compatibility.spark.SparkOnMilvus.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.IfRunning;
import io.github.milvusrefresh.core.Readiness;
import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshRequest;
import io.github.milvusrefresh.core.RefreshState;
import io.github.milvusrefresh.core.error.AwaitTimeoutException;
import io.github.milvusrefresh.core.error.RefreshFailedException;
import io.github.milvusrefresh.embedded.JobControl;
import io.github.milvusrefresh.spark.MilvusRefresh;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The API for Java and Scala, in the driver. */
class MilvusRefreshITCase {

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();
  private MilvusRefresh milvus;

  @BeforeEach
  void connect() {
    milvus = MilvusRefresh.on(env.spark());
  }

  @Test
  void startsAndAwaits() {
    long jobId = milvus.start("docs");
    env.milvus().job(jobId).script(job -> job.inProgress(50), JobControl::complete);

    RefreshJob job = milvus.await(jobId);

    assertThat(job.jobId()).isEqualTo(jobId);
    assertThat(job.state()).isEqualTo(RefreshState.COMPLETED);
    assertThat(job.collectionName()).isEqualTo("docs");
    assertThat(job.startTime()).isNotNull();
    assertThat(milvus.job(jobId)).isEqualTo(job);
  }

  @Test
  void startsAndAwaitsInOne() {
    long active = milvus.start("docs");
    env.milvus().job(active).script(job -> job.inProgress(50), JobControl::complete);

    RefreshJob job =
        milvus.startAndAwait(RefreshRequest.of("docs").withIfRunning(IfRunning.ATTACH));

    assertThat(job.jobId()).isEqualTo(active);
    assertThat(job.state()).isEqualTo(RefreshState.COMPLETED);
    assertThat(env.milvus().calls(REFRESH)).isEqualTo(2);
  }

  @Test
  void awaitsManyAtOnceAndFailsWithTheFirst() {
    env.milvus().createExternalCollection("news", "/data/news", "{\"format\":\"parquet\"}");
    long docs = milvus.start("docs");
    long news = milvus.start("news");
    env.milvus().job(news).complete();
    env.milvus().job(docs).complete();

    assertThat(milvus.awaitAll(List.of(news, docs)))
        .extracting(RefreshJob::jobId)
        .containsExactly(news, docs);

    long hanging = milvus.start("docs");
    long failing = milvus.start("news");
    env.milvus().job(failing).fail("no such bucket");
    assertThatThrownBy(() -> milvus.awaitAll(List.of(hanging, failing)))
        .isInstanceOf(RefreshFailedException.class)
        .hasMessageContaining("no such bucket");
  }

  @Test
  void awaitsTheIndexesIfAsked() {
    long jobId = milvus.start("docs");
    env.milvus().job(jobId).complete();
    env.milvus().createIndex("docs", "vector");
    env.milvus().collection("docs").indexed().indexing(200);

    assertThatThrownBy(() -> milvus.withWaitFor(Readiness.INDEXED).await(jobId, Duration.ZERO))
        .isInstanceOf(AwaitTimeoutException.class);
    assertThat(milvus.await(jobId, Duration.ZERO).jobId()).isEqualTo(jobId);
  }

  @Test
  void listsJobs() {
    long jobId = milvus.start("docs");

    assertThat(milvus.jobs()).extracting(RefreshJob::jobId).containsExactly(jobId);
    assertThat(milvus.jobs("docs"))
        .extracting(RefreshJob::state)
        .containsExactly(RefreshState.PENDING);
  }

  @Test
  void takesTheOptionsOfACatalog() {
    env.spark().conf().unset("spark.milvus.uri");

    assertThat(MilvusRefresh.on(env.spark(), "milvus_refresh").jobs()).isEmpty();
    assertThatThrownBy(() -> MilvusRefresh.on(env.spark()).jobs())
        .hasMessageContaining("set 'spark.milvus.uri' to http://host:19530");
  }
}
