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
package io.github.milvusrefresh.embedded.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.embedded.internal.model.CatalogStore.Contents;
import io.github.milvusrefresh.embedded.internal.model.CollectionIndex;
import io.github.milvusrefresh.embedded.internal.model.Database;
import io.github.milvusrefresh.embedded.internal.model.Definition;
import io.github.milvusrefresh.embedded.internal.model.Job;
import io.github.milvusrefresh.embedded.internal.model.Load;
import io.github.milvusrefresh.embedded.internal.model.MilvusCollection;
import io.github.milvusrefresh.embedded.internal.model.Segment;
import io.github.milvusrefresh.embedded.internal.model.Serving;
import io.github.milvusrefresh.embedded.internal.model.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest {

  private static final Instant TIME = Instant.parse("2026-02-01T12:00:00.123Z");
  private static final Job JOB =
      Job.submitted(new Submission(465787408941891028L, 7, "books", "/data", "{\"a\":1}", TIME));

  private static final Definition DEFINITION =
      new Definition(List.of("id", "vector"), List.of("vector"), "AAEC");
  private static final Serving SERVING =
      new Serving(
          List.of(new Segment(3, "/data/a.parquet", 10, TIME)),
          List.of(new CollectionIndex(4, "vector", "vector", Map.of("metric_type", "L2"), TIME)),
          new Load(TIME, null));

  @TempDir Path directory;
  private DirectoryStore store;

  @BeforeEach
  void open() {
    store = new DirectoryStore(directory);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void startsEmpty() {
    assertThat(store.loadJobs()).isEmpty();
    assertThat(store.loadCatalog()).isEqualTo(Contents.EMPTY);
    assertThat(store.loadPlan(1)).isEmpty();
  }

  @Test
  void loadsJobsAsTheyWereSaved() {
    store.saveJob(JOB);
    assertThat(store.loadJobs()).containsExactly(JOB);

    Job failed = JOB.planned(3).taskFinished().failed("bad <file> \u00fc", TIME.plusSeconds(9));
    store.saveJob(failed);

    assertThat(store.loadJobs()).containsExactly(failed);
  }

  @Test
  void loadsTheCatalogAsItWasSaved() {
    Contents contents =
        new Contents(
            List.of(new Database(1, "default", TIME)),
            List.of(
                new MilvusCollection(
                    2, "default", "books", TIME, "/data", "", DEFINITION, SERVING)));

    store.saveCatalog(contents);

    assertThat(store.loadCatalog()).isEqualTo(contents);
  }

  @Test
  void deletesAJobWithItsPlan() {
    store.saveJob(JOB);
    store.savePlan(JOB.id(), List.of(List.of("/data/a", "/data/b"), List.of("/data/c")));
    assertThat(store.loadPlan(JOB.id()))
        .containsExactly(List.of("/data/a", "/data/b"), List.of("/data/c"));

    store.deleteJob(JOB.id());

    assertThat(store.loadJobs()).isEmpty();
    assertThat(store.loadPlan(JOB.id())).isEmpty();
  }

  @Test
  void ignoresAFileThatACrashLeftHalfWritten() throws Exception {
    store.saveJob(JOB);
    Path halfWritten = directory.resolve("jobs").resolve(JOB.id() + ".json.tmp");
    Files.writeString(halfWritten, "{\"submission\":{\"jobId\":46578");

    assertThat(store.loadJobs()).containsExactly(JOB);
    store.saveJob(JOB.planned(2));
    assertThat(store.loadJobs()).containsExactly(JOB.planned(2));
    assertThat(halfWritten).doesNotExist();
  }

  @Test
  void namesAFileThatSomebodyElseChanged() throws Exception {
    Path file = directory.resolve("jobs").resolve("1.json");
    Files.writeString(file, "not json");

    assertThatThrownBy(store::loadJobs)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The file '%s' is not what was saved.", file);
  }

  @Test
  void namesADirectoryThatCannotBeMade() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> new DirectoryStore(file))
        .hasMessage("Cannot create '%s'", file.resolve("jobs"));
  }
}
