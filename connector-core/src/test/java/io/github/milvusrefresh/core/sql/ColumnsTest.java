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
package io.github.milvusrefresh.core.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.RefreshJob;
import io.github.milvusrefresh.core.RefreshState;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {

  private static RefreshJob job(int state) {
    return new RefreshJob(
        465787408941891028L,
        "docs",
        new RefreshState(state),
        70,
        "",
        "s3://bucket/docs",
        "{}",
        Instant.ofEpochMilli(1_776_837_955_253L),
        null);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, -1, Integer.MAX_VALUE})
  void aRowGivesItsJobBack(int state) {
    assertThat(Columns.job(Columns.row(job(state)))).isEqualTo(job(state));
  }

  @Test
  void aStateThatThereIsNotIsRefused() {
    assertThatThrownBy(() -> RefreshState.ofWireName("Completed"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no refresh state 'Completed'.");
  }
}
