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
package io.github.milvusrefresh.spark;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.command.LeafRunnableCommand;
import scala.Enumeration;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * A command for Spark 3.5 written in Java: Spark executes it at once and once, where the statement
 * is submitted. Holds what the Scala compiler puts into each command.
 *
 * <p>A {@code Seq} in a signature is an immutable one in Scala 2.13 and any in 2.12, so each such
 * method is there twice: the compiler adds those that {@link Scala212Command} names.
 */
abstract class LeafCommand extends LogicalPlan implements LeafRunnableCommand, Scala212Command {

  private static final long serialVersionUID = 1L;

  private final String text;
  private final transient Seq<Attribute> output;
  private transient Seq<Enumeration.Value> nodePatterns = ScalaLists.of(List.of());

  /**
   * Creates the command.
   *
   * @param text what a plan shows of it
   * @param output the columns of its rows
   */
  LeafCommand(String text, List<? extends Attribute> output) {
    this.text = text;
    this.output = ScalaLists.of(output);
    Command.$init$(this);
  }

  /** Runs on the thread that submits the statement. */
  abstract List<Row> execute();

  @Override
  public final Seq<Row> run(SparkSession session) {
    return ScalaLists.of(execute());
  }

  @Override
  public final Seq<Attribute> output() {
    return output;
  }

  @Override
  public final Seq<LogicalPlan> children() {
    return ScalaLists.of(List.of());
  }

  @Override
  public final Seq<Enumeration.Value> nodePatterns() {
    return nodePatterns;
  }

  @Override
  public final void org$apache$spark$sql$catalyst$plans$logical$Command$_setter_$nodePatterns_$eq(
      Seq<Enumeration.Value> patterns) {
    nodePatterns = patterns;
  }

  @Override
  public final void org$apache$spark$sql$catalyst$plans$logical$Command$_setter_$nodePatterns_$eq(
      scala.collection.Seq<Enumeration.Value> patterns) {
    nodePatterns = ScalaLists.of(ScalaLists.copyOf(patterns));
  }

  @Override
  public final LogicalPlan withNewChildrenInternal(IndexedSeq<LogicalPlan> children) {
    return this;
  }

  @Override
  public final LogicalPlan withNewChildrenInternal(
      scala.collection.IndexedSeq<LogicalPlan> children) {
    return this;
  }

  /** Spark copies plans between its phases; this one never changes. */
  @Override
  public final LogicalPlan clone() {
    return this;
  }

  @Override
  public final int productArity() {
    return 1;
  }

  @Override
  public final Object productElement(int position) {
    return text;
  }

  @Override
  public final boolean canEqual(Object other) {
    return other == this;
  }
}
