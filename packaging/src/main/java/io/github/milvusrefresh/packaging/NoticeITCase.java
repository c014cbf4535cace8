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
package io.github.milvusrefresh.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every library of others in the jar is named there, with its licence. */
class NoticeITCase {

  private final PackagedJar jar = PackagedJar.ofTheBuild();
  private final List<Library> libraries = Library.bundledIn(jar);
  private final List<NoticeEntry> notice = NoticeEntry.parse(jar.text("META-INF/NOTICE"));

  NoticeITCase() throws IOException {}

  @Test
  void namesThePlaceOfTheLibraries() throws IOException {
    assertThat(jar.text("META-INF/NOTICE"))
        .contains("relocated to " + jar.shaded().replaceAll("/$", "").replace('/', '.') + ",");
  }

  @Test
  void namesEveryLibrary() {
    assertThat(libraries)
        .as("libraries in the jar; each needs an entry in packaging/src/notice/NOTICE")
        .isNotEmpty()
        .allMatch(library -> notice.stream().anyMatch(entry -> entry.covers(library)));
  }

  @Test
  void namesNoOther() {
    assertThat(notice)
        .as("entries of NOTICE; each must be of a library in the jar")
        .allMatch(entry -> libraries.stream().anyMatch(entry::covers));
  }

  @Test
  void comesWithEveryLicence() {
    assertThat(jar.entries())
        .as("files in the jar; a licence other than Apache-2.0 is one of them")
        .containsAll(notice.stream().map(NoticeEntry::licenceFile).toList());
  }
}
