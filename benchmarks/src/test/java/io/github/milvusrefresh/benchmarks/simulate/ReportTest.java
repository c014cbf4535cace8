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
package io.github.milvusrefresh.benchmarks.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusrefresh.benchmarks.Figure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportTest {

  private static final Results RESULTS = Results.of(new Simulation(20));

  @Test
  void thePlotHasAMarkAndANameOfItsOwnForEachPolicy() throws Exception {
    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(
                    Plot.of(RESULTS.plotted()).getBytes(StandardCharsets.UTF_8)));
    assertThat(attributes(svg, "circle", "class"))
        .hasSize(OtherPolicies.all().size() + 2)
        .filteredOn("ours"::equals)
        .hasSize(2);
    assertThat(attributes(svg, "text", "class"))
        .filteredOn(kind -> kind.equals("ours") || kind.equals("other"))
        .hasSize(OtherPolicies.all().size() + 2);
    assertThat(attributes(svg, "circle", "cx"))
        .allSatisfy(x -> assertThat(Double.parseDouble(x)).isBetween(70.0, 830.0));
  }

  @Test
  void theTablesHaveARowForEachPolicyAndASizeInEachColumn() {
    String markdown = MarkdownReport.of(RESULTS, 20);
    assertThat(markdown)
        .contains("| policy | 3 s | 30 s | 300 s | 3600 s |\n|---|---|---|---|---|\n");
    for (Policy policy : OtherPolicies.all()) {
      assertThat(markdown.split("\\Q| " + policy.label() + " |\\E", -1)).hasSize(3);
    }
    assertThat(markdown.lines().filter(line -> line.startsWith("| **ours, history"))).hasSize(5);
  }

  @Test
  void eachFigureHasANameOfItsOwn() {
    List<String> figures = RESULTS.figures().map(Figure::toString).toList();
    assertThat(figures)
        .doesNotHaveDuplicates()
        .hasSize((OtherPolicies.all().size() + 1 + 5) * 4 * 5)
        .allMatch(line -> line.matches("figure: simulate\\.[a-z0-9.-]+ = [0-9.]+ (s|polls|x)"))
        .anyMatch(line -> line.startsWith("figure: simulate.gax.300s.mean-delay = "))
        .anyMatch(line -> line.startsWith("figure: simulate.ours-history-0.2.3600s.polls = "));
  }

  @Test
  void numbersHaveThreeDigits() {
    assertThat(new Figure("simulate.x", 1.2345, "s")).hasToString("figure: simulate.x = 1.23 s");
    assertThat(Figure.digits(1468)).isEqualTo("1470");
    assertThat(Figure.digits(0.01)).isEqualTo("0.0100");
  }

  private static List<String> attributes(Document svg, String element, String attribute) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < svg.getElementsByTagName(element).getLength(); i++) {
      values.add(((Element) svg.getElementsByTagName(element).item(i)).getAttribute(attribute));
    }
    return values;
  }
}
