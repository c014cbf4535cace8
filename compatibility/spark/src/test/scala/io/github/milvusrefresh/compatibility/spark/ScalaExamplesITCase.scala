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
package io.github.milvusrefresh.compatibility.spark

import java.nio.file.{Files, Path}
import java.time.Duration

import scala.util.{Failure, Success, Try}

import io.github.milvusrefresh.core.{IfRunning, RefreshRequest}
import io.github.milvusrefresh.core.error.{AwaitTimeoutException, RefreshFailedException}
import io.github.milvusrefresh.spark.MilvusRefresh

import io.github.milvusrefresh.embedded.EmbeddedMilvus
import org.apache.spark.sql.{DataFrame, SparkSession}
import org.scalatest.BeforeAndAfterEach
import org.scalatest.funsuite.AnyFunSuite

/** The Scala of docs/spark.md; DocumentationITCase compares it with the page. */
class ScalaExamplesITCase extends AnyFunSuite with BeforeAndAfterEach {

  private var server: EmbeddedMilvus = _
  private var spark: SparkSession = _
  private var directory: Path = _
  private var alerts: List[String] = _

  override def beforeEach(): Unit = {
    alerts = Nil
    directory = Files.createTempDirectory("scala-examples")
    spark = LocalSession.fresh()
    start(planningDelay = Duration.ZERO)
  }

  private def start(planningDelay: Duration): Unit = {
    server = EmbeddedMilvus
      .builder()
      .planningDelay(planningDelay)
      .finalizationDelay(Duration.ZERO)
      .start()
    spark.conf.set("spark.milvus.uri", server.uri())
  }

  override def afterEach(): Unit = {
    SparkSession.clearActiveSession()
    server.close()
  }

  private def alert(text: String): Unit = alerts = text :: alerts

  private def docsAreIn(source: Path): Unit =
    server.createExternalCollection("docs", source.toString, """{"format":"parquet"}""")

  private def readOrAlert(): Unit = {
    val milvus = MilvusRefresh.on(spark)
    val rows = for {
      job <- Try(milvus.startAndAwait("docs"))
      rows <- Try(spark.read.parquet(job.externalSource).count()) // only now
    } yield rows

    rows match {
      case Success(count) => println(s"$count rows")
      case Failure(failed: RefreshFailedException) => alert(failed.lastJob.get.reason)
      case Failure(late: AwaitTimeoutException) => alert(s"job ${late.jobId.getAsLong} still runs")
      case Failure(other) => throw other
    }
  }

  test("a read runs after its refresh") {
    val source = directory.resolve("docs")
    spark.range(3).write.parquet(source.toString)
    docsAreIn(source)

    readOrAlert()

    assert(alerts.isEmpty)
    assert(MilvusRefresh.on(spark).jobs("docs").get(0).progress === 100)
  }

  test("a refresh that fails is told apart") {
    docsAreIn(directory.resolve("nowhere"))

    readOrAlert()

    assert(alerts.size === 1)
    assert(alerts.head.contains("nowhere"))
  }

  test("a refresh that takes too long is told apart") {
    val source = directory.resolve("docs")
    spark.range(3).write.parquet(source.toString)
    server.close()
    start(planningDelay = Duration.ofMinutes(1))
    docsAreIn(source)
    spark.conf.set("spark.milvus.await.timeout", "0s")

    readOrAlert()

    assert(alerts.size === 1)
    assert(alerts.head.endsWith("still runs"))
  }

  test("a stream is gated") {
    val milvus = MilvusRefresh.on(spark)
    val lake = directory.resolve("docs").toString
    val in = directory.resolve("in").toString
    spark.range(3).write.parquet(in)
    docsAreIn(directory.resolve("docs"))
    val stream = spark.readStream.schema("id LONG").parquet(in)
    val checkpoint = directory.resolve("checkpoint").toString

    val query = stream.writeStream
      .option("checkpointLocation", checkpoint)
      .foreachBatch { (batch: DataFrame, id: Long) =>
        batch.write.mode("append").parquet(lake)
        milvus.startAndAwait(RefreshRequest.of("docs").withIfRunning(IfRunning.QUEUE))
        ()
      }
      .start()

    query.processAllAvailable()
    query.stop()
    assert(spark.read.parquet(lake).count() === 3)
    assert(milvus.jobs("docs").size === 1)
  }
}
