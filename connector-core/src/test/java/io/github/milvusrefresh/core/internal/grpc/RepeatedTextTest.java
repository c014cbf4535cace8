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
package io.github.milvusrefresh.core.internal.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedTextTest {

  private final List<String> masked = new ArrayList<>();
  private final RepeatedText text =
      new RepeatedText(
          given -> {
            masked.add(given);
            return given.replace("s3cret", "***");
          });

  @Test
  void masksACleanTextOnceWhileItRepeats() {
    assertThat(text.masked("clean")).isEqualTo("clean");
    assertThat(text.masked(new String("clean"))).isEqualTo("clean");
    assertThat(text.masked("other")).isEqualTo("other");

    assertThat(masked).containsExactly("clean", "other");
  }

  @Test
  void masksATextWithASecretEachTime() {
    assertThat(text.masked("s3cret")).isEqualTo("***");
    assertThat(text.masked("s3cret")).isEqualTo("***");

    assertThat(masked).containsExactly("s3cret", "s3cret");
  }
}
