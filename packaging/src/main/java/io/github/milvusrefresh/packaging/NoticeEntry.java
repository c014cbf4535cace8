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

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What NOTICE says about one library, or about all of a group. */
record NoticeEntry(String name, String licence, String text) {

  private static final Pattern HEAD = Pattern.compile("  (\\S+:\\S+) +(\\S+)");
  private static final Pattern LICENCE_FILE = Pattern.compile("META-INF/licenses/\\S+");

  static List<NoticeEntry> parse(String notice) {
    // An entry begins where a line is indented by two and no more.
    return Arrays.stream(notice.split("\\n(?=  \\S)")).skip(1).map(NoticeEntry::of).toList();
  }

  private static NoticeEntry of(String entry) {
    Matcher head = HEAD.matcher(entry.lines().findFirst().orElseThrow());
    if (!head.matches()) {
      throw new AssertionError(
          "Expected '  group:artifact  licence' at the start of an entry of NOTICE: " + entry);
    }
    return new NoticeEntry(head.group(1), head.group(2), entry);
  }

  boolean covers(Library library) {
    return name.equals(library.name()) || name.equals(library.group() + ":*");
  }

  /** Where the licence stands in the jar. */
  String licenceFile() {
    if (licence.equals("Apache-2.0")) {
      return "META-INF/LICENSE";
    }
    Matcher file = LICENCE_FILE.matcher(text);
    return file.find() ? file.group() : "META-INF/licenses/, named in the entry of " + name;
  }
}
