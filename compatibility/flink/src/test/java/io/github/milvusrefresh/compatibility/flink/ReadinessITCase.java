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

import io.github.milvusrefresh.embedded.CollectionControl;
import io.github.milvusrefresh.embedded.JobControl;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A wait until the data of a completed job is indexed or loaded. */
class ReadinessITCase {

  @RegisterExtension final ScriptedMilvus milvus = new ScriptedMilvus();

  private Sql sql;
  private long jobId;

  @BeforeEach
  void aJobCompleted() {
    sql = Sql.streaming().connect(Map.of("uri", milvus.uri()));
    jobId = milvus.refresh().complete().jobId();
  }

  private CollectionControl indexed() {
    milvus.server().createIndex(ScriptedMilvus.COLLECTION, "vector");
    return milvus.server().collection(ScriptedMilvus.COLLECTION).indexed();
  }

  private String await(String arguments) {
    return "CALL milvus_refresh.sys.await_refresh(job_id => %d, %s)".formatted(jobId, arguments);
  }

  @Test
  void waitsForTheIndexes() {
    indexed().indexing(700).script(c -> c.indexing(200), CollectionControl::indexed);
    assertThat(sql.one(await("wait_for => 'Indexed'"))).containsEntry("outcome", "COMPLETED");
    assertThat(milvus.server().calls("DescribeIndex")).isEqualTo(2);
    assertThat(milvus.server().calls("GetLoadState")).isZero();
  }

  @Test
  void waitsForTheLoad() {
    indexed()
        .loading(0)
        .script(c -> {}, c -> {}, c -> c.loading(60), c -> {}, CollectionControl::loaded);
    assertThat(sql.one(await("wait_for => 'loaded'"))).containsEntry("outcome", "COMPLETED");
    assertThat(milvus.server().calls("GetLoadState")).isGreaterThan(1);
  }

  @Test
  void refreshWaitsForTheIndexesToo() {
    indexed().indexing(700).script(c -> c.indexing(200), CollectionControl::indexed);
    milvus.refresh().script(job -> job.inProgress(40), JobControl::complete);
    sql.run(
        "CALL milvus_refresh.sys.`refresh`(collection => 'docs', wait => TRUE,"
            + " if_running => 'attach', wait_for => 'indexed')");
    assertThat(milvus.server().calls("DescribeIndex")).isEqualTo(2);
  }

  @Test
  void aTimeoutNamesTheStage() {
    indexed().indexing(200).released();
    assertThat(sql.error(await("timeout => '500ms', wait_for => 'loaded'")))
        .contains("[AWAIT_TIMEOUT]", "was not indexed within 500ms")
        .contains("index 'vector' has 200 of 1000 rows pending");
    milvus.server().collection(ScriptedMilvus.COLLECTION).indexed();
    assertThat(sql.error(await("timeout => '500ms', wait_for => 'loaded'")))
        .contains("[AWAIT_TIMEOUT]", "was not loaded within 500ms", "nobody loads it");
  }

  @Test
  void noIndexIsAMistakeAndAFailedOneIsNotWaitedFor() {
    assertThat(sql.error(await("wait_for => 'indexed'")))
        .contains("[INVALID_ARGUMENT]", "collection 'docs' has none");
    indexed().indexFailed("out of memory");
    assertThat(sql.error(await("wait_for => 'indexed'")))
        .contains("[REFRESH_FAILED]", "index 'vector' failed: out of memory");
  }

  @Test
  void refusesOtherWordsAndAReadinessWithoutAWait() {
    assertThat(sql.error(await("wait_for => 'x'")))
        .contains("Argument 'wait_for' is 'x': expected 'completed', 'indexed' or 'loaded'.");
    assertThat(
            sql.error(
                "CALL milvus_refresh.sys.`refresh`(collection => 'docs', wait_for => 'loaded')"))
        .contains("Argument 'wait_for' is given without 'wait': expected wait => true too.");
    assertThat(milvus.server().calls("RefreshExternalCollection")).isZero();
  }
}
