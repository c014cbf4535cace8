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

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple3;
import scala.runtime.BoxedUnit;

/**
 * Teaches Spark 3.5 to {@code CALL} the procedures of a {@link MilvusRefreshCatalog}. Not needed
 * from Spark 4 on, and does nothing there. Spark does not find it by itself, since it stands before
 * the parser of every statement: name it.
 *
 * <pre>{@code
 * spark.sql.extensions              io.github.milvusrefresh.spark.MilvusRefreshCallExtensions
 * spark.sql.catalog.milvus_refresh  io.github.milvusrefresh.spark.MilvusRefreshCatalog
 *
 * CALL milvus_refresh.sys.refresh(collection => 'docs', wait => true)
 * }</pre>
 *
 * <p>Every other statement, and every call of another catalog's procedure, goes to the parser that
 * was there before, as written; other extensions may come before or after. {@code
 * spark.milvus.call-syntax.enabled=false} turns it off in a session. Thread-safe.
 */
public final class MilvusRefreshCallExtensions implements SparkSessionExtensionsProvider {

  private static final Logger LOG = LoggerFactory.getLogger(MilvusRefreshCallExtensions.class);

  private static final String MISSING = "CALL of Milvus procedures is missing in this session.";

  /** Creates the provider; Spark does. */
  public MilvusRefreshCallExtensions() {}

  /**
   * Registers the parser. Never throws, since a session must not fail to start for our sake; what
   * cannot be registered is logged and missing.
   *
   * @param extensions where to register
   * @return the unit of Scala
   */
  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    try {
      if (!Spark4Catalog.isSupported()) {
        register(extensions);
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.warn(MISSING, e);
    }
    return BoxedUnit.UNIT;
  }

  // Raw: Spark wants a function of Seq, which is another class in Scala 2.12 than in 2.13.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void register(SparkSessionExtensions extensions) {
    extensions.injectTableFunction(
        new Tuple3(
            FunctionIdentifier.apply(CallFunction.NAME),
            new ExpressionInfo(CallFunction.class.getName(), CallFunction.NAME),
            new CallFunction()));
    extensions.injectParser((session, parser) -> parserBefore(parser, session));
  }

  private static ParserInterface parserBefore(ParserInterface parser, SparkSession session) {
    try {
      return CallParser.before(parser, session);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn(MISSING, e);
      return parser;
    }
  }
}
