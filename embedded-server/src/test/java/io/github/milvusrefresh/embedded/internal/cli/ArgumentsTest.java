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
package io.github.milvusrefresh.embedded.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {

  @TempDir Path directory;
  private final List<Object> read = new ArrayList<>();

  @Test
  void readsOptionsInBothForms() throws Exception {
    Arguments arguments = parse("--port", "1", "--host=::1", "--scan-rate", "0.5");

    arguments.whole("--port", 0, 65_535, read::add);
    arguments.text("--host", read::add);
    arguments.positive("--scan-rate", read::add);

    assertThat(read).containsExactly(1, "::1", 0.5);
  }

  @Test
  void leavesDefaultsAloneThatAreNotGiven() throws Exception {
    Arguments arguments = parse();

    arguments.whole("--port", 0, 65_535, read::add);
    arguments.text("--host", read::add);
    arguments.directory("--data-dir", read::add);
    arguments.positive("--scan-rate", read::add);
    arguments.credentials("--user", (name, password) -> read.add(name));
    arguments.files("--tls-cert", "--tls-key", (cert, key) -> read.add(cert));

    assertThat(read).isEmpty();
  }

  @Test
  void knowsWhenHelpIsWanted() {
    assertThat(Arguments.askForHelp(List.of("--port", "1", "--help"))).isTrue();
    assertThat(Arguments.askForHelp(List.of("-h"))).isTrue();
    assertThat(Arguments.askForHelp(List.of("--port", "1"))).isFalse();
  }

  @Test
  void readsPasswordsWithColons() throws Exception {
    parse("--user", "root:Mil:vus").credentials("--user", (name, word) -> read.add(name + word));

    assertThat(read).containsExactly("rootMil:vus");
  }

  @Test
  void namesTheOptionsThereAre() {
    assertThatThrownBy(() -> parse("--prot", "1"))
        .isInstanceOf(Usage.class)
        .hasMessageStartingWith("There is no option '--prot', the options are --port, --host,");
    assertThatThrownBy(() -> parse("19530"))
        .hasMessageStartingWith("There is no option '19530', the options are");
  }

  @Test
  void asksForValues() {
    assertThatThrownBy(() -> parse("--port")).hasMessage("--port needs a value after it.");
    assertThatThrownBy(() -> parse("--port", "--host", "x"))
        .hasMessage("--port needs a value after it.");
    assertThatThrownBy(() -> parse("--port", "1", "--port=2"))
        .hasMessage("--port is given twice, once is enough.");
  }

  @Test
  void saysWhatNumbersAreRight() {
    assertThatThrownBy(() -> parse("--port", "70000").whole("--port", 0, 65_535, read::add))
        .hasMessage("--port takes a whole number from 0 to 65535, not '70000'.");
    assertThatThrownBy(() -> parse("--port", "x").whole("--port", 0, 65_535, read::add))
        .hasMessage("--port takes a whole number from 0 to 65535, not 'x'.");
    assertThatThrownBy(() -> parse("--scan-rate", "0").positive("--scan-rate", read::add))
        .hasMessage("--scan-rate takes a number above 0, not '0'.");
    assertThatThrownBy(() -> parse("--scan-rate", "fast").positive("--scan-rate", read::add))
        .hasMessage("--scan-rate takes a number above 0, not 'fast'.");
  }

  @Test
  void asksForCredentialsWithoutRepeatingThem() {
    assertThatThrownBy(() -> parse("--user", "hush").credentials("--user", (n, p) -> read.add(n)))
        .hasMessage("--user takes NAME:PASSWORD, such as root:Milvus.");
  }

  @Test
  void asksForBothTlsFiles() throws Exception {
    Path file = Files.writeString(directory.resolve("cert.pem"), "");
    String missing = directory.resolve("missing.pem").toString();

    assertThatThrownBy(() -> tls(parse("--tls-cert", file.toString())))
        .hasMessage("--tls-cert and --tls-key need each other.");
    assertThatThrownBy(() -> tls(parse("--tls-key", file.toString())))
        .hasMessage("--tls-cert and --tls-key need each other.");
    assertThatThrownBy(() -> tls(parse("--tls-cert", file.toString(), "--tls-key", missing)))
        .hasMessage("--tls-key takes a file that can be read, not '%s'.", missing);
  }

  @Test
  void wantsADirectoryForItsData() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    Path absent = directory.resolve("absent");

    assertThatThrownBy(
            () -> parse("--data-dir", file.toString()).directory("--data-dir", read::add))
        .hasMessage("--data-dir takes a directory, '%s' is none.", file);
    parse("--data-dir", absent.toString()).directory("--data-dir", read::add);
    assertThat(read).containsExactly(absent);
  }

  @Test
  void explainsEveryOptionInItsHelp() {
    assertThat(Arguments.HELP)
        .contains(
            "--port",
            "--host",
            "--data-dir",
            "--user",
            "--tls-cert",
            "--tls-key",
            "--scan-rate",
            "--files-per-task",
            "--help");
  }

  private void tls(Arguments arguments) throws Usage {
    arguments.files("--tls-cert", "--tls-key", (certificate, key) -> read.add(certificate));
  }

  private static Arguments parse(String... words) throws Usage {
    return Arguments.parse(List.of(words));
  }
}
