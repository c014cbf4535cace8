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

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters that Milvus answers, with the rows that the others leave. */
class PushDownITCase {

  private static final String JOBS = "SELECT job_id FROM milvus_refresh.sys.refresh_jobs WHERE ";

  @RegisterExtension final SparkOnMilvus env = SparkOnMilvus.withScriptedJobs();
  private long first;
  private long second;
  private long news;

  @BeforeEach
  void startJobs() {
    env.milvus().createExternalCollection("news", "/data/news", "{\"format\":\"parquet\"}");
    first = ended("docs");
    news = ended("news");
    second = ended("docs");
  }

  private long ended(String collection) {
    long jobId = env.milvus().refresh(collection);
    env.milvus().job(jobId).complete();
    return jobId;
  }

  private List<Long> ids(String filter, Object... values) {
    return env.rows(JOBS + filter, values).stream().map(row -> row.getLong(0)).toList();
  }

  private void assertCalls(int gets, int lists) {
    assertThat(env.milvus().calls(PROGRESS)).isEqualTo(gets);
    assertThat(env.milvus().calls(LIST)).isEqualTo(lists);
  }

  @ParameterizedTest
  @ValueSource(strings = {"job_id = %s", "job_id = '%s'", "job_id IN (%s)", "JOB_ID = %s"})
  void anIdIsAskedFor(String filter) {
    assertThat(ids(filter, first)).containsExactly(first);
    assertCalls(1, 0);
  }

  @Test
  void severalIdsAreAskedForOneByOne() {
    assertThat(ids("job_id IN (%s, NULL, %s, 5)", first, second)).containsExactly(second, first);
    assertCalls(3, 0);
  }

  @Test
  void manyIdsTakeOneList() {
    String many = LongStream.range(1, 30).mapToObj(Long::toString).collect(Collectors.joining(","));

    assertThat(ids("job_id IN (%s, %s)", many, first)).containsExactly(first);
    assertCalls(0, 1);
  }

  @Test
  void anIdThatIsUnknownGivesNoRow() {
    assertThat(ids("job_id = 5")).isEmpty();
    assertCalls(1, 0);
  }

  @Test
  void predicatesAreAllToHold() {
    assertThat(ids("job_id = %s AND job_id = %s", first, second)).isEmpty();
    assertThat(ids("job_id IN (%s, %s) AND job_id IN (%2$s, %s)", first, second, news))
        .containsExactly(second);
    assertThat(ids("job_id = %s AND collection_name = 'news'", first)).isEmpty();
    assertThat(ids("job_id = %s AND state = 'RefreshFailed'", first)).isEmpty();
    assertThat(ids("job_id = %s AND collection_name IN ('docs', 'x') AND progress = 100", first))
        .containsExactly(first);
  }

  @Test
  void whatIsNotPushedDownIsFiltered() {
    assertThat(ids("job_id = %s OR job_id = %s", first, news)).containsExactly(news, first);
    assertThat(ids("job_id <> %s AND state = 'RefreshCompleted'", first))
        .containsExactly(second, news);
    assertThat(ids("job_id + 0 = %s", first)).containsExactly(first);
  }

  @Test
  void aCollectionGivesTheRowsThatTheWholeTableHas() {
    env.milvus().dropCollection("docs");

    assertThat(ids("collection_name = 'docs'")).containsExactly(second, first);
    assertThat(ids("collection_name IN ('news', 'docs')")).containsExactly(second, news, first);
    assertThat(ids("collection_name = 'unknown'")).isEmpty();
  }

  @Test
  void worksOnTheTableFunction() {
    List<Row> rows =
        env.rows(
            "SELECT job_id FROM milvus_refresh_jobs('docs') WHERE job_id IN (%s, %s)", first, news);

    assertThat(rows).singleElement().extracting(row -> row.getLong(0)).isEqualTo(first);
  }

  @Test
  void thePlanShowsWhatIsPushedDown() {
    String plan = env.row("EXPLAIN " + JOBS + "job_id = %s AND state = 'x'", first).getString(0);

    assertThat(plan).contains(": job_id IN (" + first + ")").doesNotContain("job_id#0L = ");
    assertCalls(0, 0);
  }
}
