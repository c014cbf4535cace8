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

import static io.github.milvusrefresh.compatibility.spark.SparkOnMilvus.LIST;
import static io.github.milvusrefresh.compatibility.spark.SparkOnMilvus.PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code spark.read().format("milvus-refresh-jobs")}. */
class DataSourceITCase {

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();
  private long docs;
  private long news;

  @BeforeEach
  void startJobs() {
    env.milvus().createExternalCollection("news", "/data/news", "{\"format\":\"parquet\"}");
    docs = env.milvus().refresh("docs");
    news = env.milvus().refresh("news");
    env.spark().conf().unset("spark.milvus.uri");
  }

  private DataFrameReader reader() {
    return env.spark().read().format("milvus-refresh-jobs").option("uri", env.milvus().uri());
  }

  private static Object[] ids(Dataset<Row> jobs) {
    return jobs.select("job_id").collectAsList().stream().map(row -> row.getLong(0)).toArray();
  }

  @Test
  void readsAllJobs() {
    Dataset<Row> jobs = reader().load();

    assertThat(jobs.schema().fieldNames()).startsWith("job_id", "collection_name", "state");
    assertThat(env.calls()).isZero();
    assertThat(ids(jobs)).containsExactly(news, docs);
    assertThat(env.milvus().calls(LIST)).isOne();
  }

  @Test
  void pushesFiltersDown() {
    assertThat(ids(reader().load().where("job_id = " + docs))).containsExactly(docs);
    assertThat(env.milvus().calls(PROGRESS)).isOne();
    assertThat(env.milvus().calls(LIST)).isZero();
  }

  @Test
  void readsOneJobOrTheJobsOfOneCollection() {
    assertThat(ids(reader().option("job_id", docs).load())).containsExactly(docs);
    assertThat(ids(reader().option("Collection", "news").load())).containsExactly(news);
  }

  @Test
  void failsForAJobOrACollectionThatIsUnknown() {
    assertThatThrownBy(() -> ids(reader().option("job_id", 5).load()))
        .hasMessageContaining("[JOB_NOT_FOUND] The server does not know refresh job 5.");
    assertThatThrownBy(() -> ids(reader().option("collection", "nix").load()))
        .hasMessageContaining("nix");
  }

  @Test
  void takesWhatIsNotGivenFromTheSession() {
    env.conf("spark.milvus.uri", env.milvus().uri());

    assertThat(ids(env.spark().read().format("milvus-refresh-jobs").load()))
        .containsExactly(news, docs);
  }

  @Test
  void worksInSqlWithoutACatalog() {
    env.sql(
        "CREATE TEMPORARY VIEW jobs USING `milvus-refresh-jobs` OPTIONS (uri '%s')",
        env.milvus().uri());

    assertThat(env.rows("SELECT * FROM jobs WHERE collection_name = 'docs'")).hasSize(1);
  }

  @Test
  void namesAnOptionThatItDoesNotKnow() {
    assertThatThrownBy(() -> reader().option("jobId", docs).load())
        .hasMessageStartingWith(
            "[INVALID_ARGUMENT] There is no option 'jobid': expected one of job_id, collection, uri,");
    assertThatThrownBy(() -> reader().load("/data"))
        .hasMessageStartingWith("[INVALID_ARGUMENT] There is no option 'path'");
  }

  @Test
  void refusesAJobTogetherWithACollection() {
    assertThatThrownBy(() -> reader().option("job_id", docs).option("collection", "docs").load())
        .hasMessage(
            "[INVALID_ARGUMENT] Options 'job_id' and 'collection' are both given: expected at most one.");
  }

  @Test
  void saysWhereMilvusCouldBeNamed() {
    assertThatThrownBy(() -> ids(env.spark().read().format("milvus-refresh-jobs").load()))
        .hasMessageContaining("set the option 'uri' or 'spark.milvus.uri' to http://host:19530");
  }
}
