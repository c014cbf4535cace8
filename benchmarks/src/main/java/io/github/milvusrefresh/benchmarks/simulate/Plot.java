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

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Delay against polls on logarithmic axes, one mark per policy, and the bound. As SVG. */
final class Plot {

  private static final Axis POLLS = new Axis(2, 500, 70, 830);
  private static final Axis DELAY = new Axis(0.2, 400, 490, 60);

  /** What a mark is called, and on which side of it the name stands. */
  private record Name(String text, Side side) {}

  private enum Side {
    LEFT("end", -10, 4),
    RIGHT("start", 10, 4),
    ABOVE("middle", 0, -12),
    BELOW("middle", 0, 22);

    private final String anchor;
    private final int dx;
    private final int dy;

    Side(String anchor, int dx, int dy) {
      this.anchor = anchor;
      this.dx = dx;
      this.dy = dy;
    }
  }

  private static final Map<String, Name> NAMES =
      Map.ofEntries(
          Map.entry("fixed-30s", new Name("AWS, Azure, Airflow operators", Side.ABOVE)),
          Map.entry("aws-rds", new Name("AWS RDS", Side.RIGHT)),
          Map.entry("gax", new Name("Google gax", Side.RIGHT)),
          Map.entry("bigquery", new Name("BigQuery load job", Side.RIGHT)),
          Map.entry("databricks", new Name("Databricks SDK", Side.LEFT)),
          Map.entry("terraform", new Name("Terraform", Side.RIGHT)),
          Map.entry("airflow-sensor", new Name("Airflow sensor", Side.LEFT)),
          Map.entry("airflow-backoff", new Name("Airflow sensor, backoff", Side.RIGHT)),
          Map.entry("milvus-examples", new Name("Milvus examples, 2 s", Side.BELOW)),
          Map.entry("fixed-1s", new Name("1 s loop", Side.LEFT)),
          Map.entry("ours-blind", new Name("ours, first job", Side.RIGHT)),
          Map.entry("ours-history-0.2", new Name("ours, with a history", Side.RIGHT)));

  /** A logarithmic axis; {@code start} and {@code end} are pixels. */
  private record Axis(double min, double max, double start, double end) {

    double at(double value) {
      return start + (end - start) * Math.log(value / min) / Math.log(max / min);
    }

    DoubleStream ticks() {
      return DoubleStream.of(0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
          .filter(tick -> tick >= min && tick <= max);
    }
  }

  private static final String FRAME =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 550" role="img">
      <title>Mean delay against polls per job, for jobs of five minutes</title>
      <style>
        svg { --paper: #fff; --ink: #1f2328; --faint: #59636e; --grid: #e4e8ec; --ours: #0969da; }
        @media (prefers-color-scheme: dark) {
          svg { --paper: #0d1117; --ink: #f0f6fc; --faint: #9198a1; --grid: #262c36; --ours: #58a6ff; }
        }
        text { font: 13px system-ui, "DejaVu Sans", sans-serif; fill: var(--ink); }
        .title { font-size: 16px; font-weight: 600; }
        .faint { fill: var(--faint); }
        .grid { stroke: var(--grid); }
        .bound { stroke: var(--faint); stroke-dasharray: 6 4; stroke-width: 1.5; }
        circle { fill: var(--faint); }
        circle.ours { fill: var(--ours); }
        text.ours { fill: var(--ours); font-weight: 600; }
      </style>
      <rect width="860" height="550" style="fill: var(--paper)"/>
      <text class="title" x="70" y="30">How late a job of five minutes is noticed, and for how many polls</text>
      <text class="faint" x="70" y="50">lengths vary by a fifth; lower and further left is better</text>
      %s<text class="faint" x="450" y="535" text-anchor="middle">polls per job</text>
      <text class="faint" transform="translate(22 275) rotate(-90)" text-anchor="middle">mean delay</text>
      </svg>
      """;

  private Plot() {}

  static String of(List<Cell> cells) {
    String grid =
        POLLS.ticks().mapToObj(Plot::pollsTick).collect(Collectors.joining())
            + DELAY.ticks().mapToObj(Plot::delayTick).collect(Collectors.joining());
    String marks = cells.stream().map(Plot::mark).collect(Collectors.joining());
    return FRAME.formatted(grid + bound(Bound.of(cells.get(0).lengths())) + marks);
  }

  private static String pollsTick(double polls) {
    return line("grid", POLLS.at(polls), DELAY.start, POLLS.at(polls), DELAY.end)
        + text("faint", POLLS.at(polls), DELAY.start + 20, "middle", tick(polls));
  }

  private static String delayTick(double delay) {
    return line("grid", POLLS.start, DELAY.at(delay), POLLS.end, DELAY.at(delay))
        + text("faint", POLLS.start - 8, DELAY.at(delay) + 4, "end", tick(delay) + " s");
  }

  private static String tick(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private static String bound(double product) {
    double x1 = POLLS.at(POLLS.min);
    double y1 = DELAY.at(product / POLLS.min);
    double x2 = POLLS.at(product / DELAY.min);
    double y2 = DELAY.at(DELAY.min);
    double slope = Math.toDegrees(Math.atan2(y2 - y1, x2 - x1));
    double middle = POLLS.at(5);
    return line("bound", x1, y1, x2, y2)
        + format(
            "<text class=\"faint\" transform=\"translate(%.1f %.1f) rotate(%.1f)\">%s</text>\n",
            middle, DELAY.at(product / 5) + 20, slope, "no schedule can be below this line");
  }

  private static String mark(Cell cell) {
    Policy policy = cell.policy();
    Name name = NAMES.getOrDefault(policy.key(), new Name(policy.label(), Side.RIGHT));
    double x = POLLS.at(cell.measure().polls());
    double y = DELAY.at(cell.measure().meanDelay());
    String kind = policy.isOurs() ? "ours" : "other";
    return format(
            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%d\"/>\n",
            kind, x, y, policy.isOurs() ? 7 : 5)
        + text(kind, x + name.side.dx, y + name.side.dy, name.side.anchor, name.text);
  }

  private static String line(String kind, double x1, double y1, double x2, double y2) {
    return format(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
        kind, x1, y1, x2, y2);
  }

  private static String text(String kind, double x, double y, String anchor, String text) {
    return format(
        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
        kind, x, y, anchor, text);
  }

  private static String format(String format, Object... args) {
    return String.format(Locale.ROOT, format, args);
  }
}
