# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The connector in a Spark Connect server, from a client without any jar."""

from __future__ import annotations

import threading
import time
from datetime import timezone

import pytest
from milvus_refresh import MilvusRefreshError, RefreshJob, await_refresh, jobs, refresh_and_await

from gate import read_after


def test_call_refreshes_once_and_gates_a_read(spark, docs):
    frame = spark.sql(f"CALL milvus_refresh.sys.refresh(collection => '{docs.name}')")
    job_id = frame.first().job_id
    assert frame.first().job_id == job_id

    ended = spark.sql(f"CALL milvus_refresh.sys.await_refresh(job_id => {job_id})").first()

    assert (ended.state, ended.outcome) == ("RefreshCompleted", "COMPLETED")
    read_after(spark, docs, ended.end_time.astimezone(timezone.utc))
    assert [job.job_id for job in jobs(spark, docs.name)] == [job_id]


def test_the_await_function_gates_a_read(spark, docs):
    job_id = docs.refresh()

    ended = spark.sql(f"SELECT * FROM milvus_await_refresh({job_id}, '1m')").first()

    assert (ended.job_id, ended.outcome) == (job_id, "COMPLETED")
    read_after(spark, docs, ended.end_time.astimezone(timezone.utc))


def test_jobs_are_functions_a_table_and_a_source(spark, docs, milvus):
    job_id = docs.refresh()
    milvus.wait_until_ended(job_id)

    one = spark.sql("SELECT * FROM milvus_refresh_job(:id)", args={"id": job_id})
    table = spark.table("milvus_refresh.sys.refresh_jobs").where(f"job_id = {job_id}")
    source = spark.read.format("milvus-refresh-jobs").option("job_id", job_id).load()

    assert one.columns == table.columns == source.columns == list(RefreshJob.__dataclass_fields__)
    assert one.collect() == table.collect() == source.collect()
    assert one.first().state == "RefreshCompleted"


def test_the_package_gates_a_read_and_shows_progress(spark, lengthy_docs, capsys):
    docs = lengthy_docs
    job_id = docs.refresh()

    job = await_refresh(spark, job_id, timeout="1m")

    assert job.is_completed
    read_after(spark, docs, job.end_time)
    lines = capsys.readouterr().err.splitlines()
    assert f"refresh job {job_id} of '{docs.name}': completed 100 %" in lines[-1]
    assert len(lines) > 1


def test_the_package_refreshes(spark, docs):
    job = refresh_and_await(spark, docs.name, timeout="1m", progress=False)

    assert job.is_completed
    assert jobs(spark, docs.name, catalog="milvus_refresh") == [job]


def test_a_failed_job_is_an_error_of_the_package(spark, broken, milvus):
    job_id = milvus.refresh(broken)

    with pytest.raises(MilvusRefreshError) as caught:
        await_refresh(spark, job_id, progress=False)

    assert str(caught.value).startswith(
        f"[REFRESH_FAILED] Refresh job {job_id} of collection '{broken}' failed at 0 %: "
    )


def test_a_failed_job_is_an_error_of_sql(spark, broken, milvus):
    job_id = milvus.refresh(broken)

    with pytest.raises(Exception, match=r"\[REFRESH_FAILED\] .* no such file or directory"):
        spark.sql(f"SELECT * FROM milvus_await_refresh({job_id}, '1m')").collect()


def test_a_wrong_argument_is_named(spark):
    with pytest.raises(Exception, match=r"\[INVALID_ARGUMENT\] Argument 'job_id' is 'docs'"):
        spark.sql("SELECT * FROM milvus_refresh_job('docs')").collect()


class Statement:
    """A statement on a thread of its own, under a tag of its own."""

    def __init__(self, spark, sql):
        self.error = None
        self._spark = spark
        self._sql = sql
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self):
        # A tag is that of the thread.
        self._spark.addTag("gate")
        try:
            self._spark.sql(self._sql).collect()
        except Exception as error:
            self.error = error

    def ends_within(self, seconds):
        self._thread.join(seconds)
        return not self._thread.is_alive()


AWAITS = [
    pytest.param("SELECT * FROM milvus_await_refresh({}, '10m')", id="function"),
    pytest.param("CALL milvus_refresh.sys.await_refresh(job_id => {})", id="call"),
]


@pytest.mark.parametrize("sql", AWAITS)
def test_interrupt_tag_ends_the_wait_and_the_job_goes_on(spark, slow_docs, sql):
    job_id = slow_docs.refresh()
    statement = Statement(spark, sql.format(job_id))
    assert not statement.ends_within(2)

    deadline = time.monotonic() + 20
    while not spark.interruptTag("gate"):
        assert time.monotonic() < deadline
    begin = time.monotonic()

    assert statement.ends_within(10)
    assert time.monotonic() - begin < 5
    assert "OPERATION_CANCELED" in str(statement.error)
    assert slow_docs.milvus.job(job_id).state == "RefreshInProgress"
