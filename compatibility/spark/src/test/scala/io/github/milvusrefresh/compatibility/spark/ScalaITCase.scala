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

import java.sql.Timestamp
import java.time.Duration

import scala.util.{Failure, Success, Try}

import io.github.milvusrefresh.core.RefreshState
import io.github.milvusrefresh.core.error.{AwaitTimeoutException, ErrorCode, RefreshFailedException}
import io.github.milvusrefresh.embedded.EmbeddedMilvus
import io.github.milvusrefresh.spark.{MilvusRefresh, MilvusRefreshCatalog}
import org.apache.spark.sql.{Dataset, Encoders, SparkSession}
import org.scalatest.BeforeAndAfterEach
import org.scalatest.funsuite.AnyFunSuite

/** A refresh job, as a Scala program types it. */
final case class JobRow(
    job_id: Long,
    collection_name: String,
    state: String,
    progress: Int,
    reason: Option[String],
    start_time: Timestamp,
    end_time: Option[Timestamp])

/** How the connector looks from Scala, compiled by the Scala of each Spark. */
class ScalaITCase extends AnyFunSuite with BeforeAndAfterEach {

  private var milvus: EmbeddedMilvus = _
  private var spark: SparkSession = _

  override def beforeEach(): Unit = {
    milvus = EmbeddedMilvus.builder().scriptedJobs().start()
    milvus.createExternalCollection("docs", "/data/docs", """{"format":"parquet"}""")
    spark = LocalSession.fresh()
    spark.conf.set("spark.milvus.uri", milvus.uri())
    spark.conf.set("spark.sql.catalog.milvus_refresh", classOf[MilvusRefreshCatalog].getName)
  }

  override def afterEach(): Unit = {
    SparkSession.clearActiveSession()
    milvus.close()
  }

  test("the table is a Dataset of a case class") {
    val running = milvus.refresh("docs")
    milvus.job(running).inProgress(40)

    assert(jobs.filter(_.progress < 100).map(_.job_id)(Encoders.scalaLong).collect() === Array(running))

    milvus.job(running).fail("no files found")
    val Array(failed) = jobs.filter(_.reason.exists(_.startsWith("no files"))).collect()
    assert(failed.state === "RefreshFailed")
    assert(failed.end_time.exists(!_.before(failed.start_time)))
  }

  test("the data source needs no catalog and no configuration") {
    spark.conf.unset("spark.milvus.uri")
    val jobId = milvus.refresh("docs")

    val ids = spark.read
      .format("milvus-refresh-jobs")
      .option("uri", milvus.uri())
      .load()
      .where(s"job_id = $jobId")
      .select("job_id")
      .as[Long](Encoders.scalaLong)
      .collect()

    assert(ids === Array(jobId))
  }

  test("a read in a for-comprehension runs once its refresh completed") {
    val refreshes = MilvusRefresh.on(spark)

    val rows = for {
      jobId <- Try(refreshes.start("docs"))
      _ = milvus.job(jobId).complete()
      job <- Try(refreshes.await(jobId, Duration.ofMinutes(1)))
      rows <- Try(spark.range(3).count())
    } yield (job.state, rows)

    assert(rows === Success((RefreshState.COMPLETED, 3L)))
  }

  test("a read in a for-comprehension does not run after a failed refresh") {
    var read = false
    val jobId = milvus.refresh("docs")
    milvus.job(jobId).fail("no files found")

    val rows = for {
      _ <- Try(spark.sql(s"SELECT * FROM milvus_await_refresh($jobId)").collect())
      _ = read = true
      rows <- Try(spark.range(3).count())
    } yield rows

    assert(rows.failed.get.getMessage.startsWith("[REFRESH_FAILED]"))
    assert(!read)
  }

  test("errors are told apart by their types") {
    val refreshes = MilvusRefresh.on(spark)
    val pending = milvus.refresh("docs")

    assert(outcome(Try(refreshes.await(pending, Duration.ZERO))) === s"$pending may still run")
    milvus.job(pending).fail("no files found")
    assert(outcome(Try(refreshes.await(pending))) === "no files found")
  }

  private def outcome(awaited: Try[_]): String = awaited match {
    case Failure(failed: RefreshFailedException) =>
      assert(failed.code === ErrorCode.REFRESH_FAILED)
      failed.lastJob.get.reason
    case Failure(timedOut: AwaitTimeoutException) => s"${timedOut.jobId.getAsLong} may still run"
    case other => fail(s"Expected one of our errors: $other")
  }

  private def jobs: Dataset[JobRow] = {
    val session = spark
    import session.implicits._
    session.table("milvus_refresh.sys.refresh_jobs").as[JobRow]
  }
}
