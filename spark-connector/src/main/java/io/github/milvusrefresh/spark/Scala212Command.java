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

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.Enumeration;
import scala.collection.IndexedSeq;
import scala.collection.Seq;

/** The methods of a command that name a Seq, as Scala 2.12 compiles them. */
interface Scala212Command {

  Seq<Row> run(SparkSession session);

  Seq<Attribute> output();

  Seq<LogicalPlan> children();

  Seq<Enumeration.Value> nodePatterns();

  void org$apache$spark$sql$catalyst$plans$logical$Command$_setter_$nodePatterns_$eq(
      Seq<Enumeration.Value> patterns);

  TreeNode<LogicalPlan> withNewChildrenInternal(IndexedSeq<LogicalPlan> children);
}
