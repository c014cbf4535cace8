# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The connector's SQL from classic PySpark."""

from __future__ import annotations

from datetime import timezone

import pytest
from milvus_refresh import RefreshJob

from gate import read_after

JOB_COLUMNS = list(RefreshJob.__dataclass_fields__)


def test_call_gates_a_read(spark, docs):
    started = spark.sql(f"CALL milvus_refresh.sys.refresh(collection => '{docs.name}')").first()
    assert started.state in ("RefreshPending", "RefreshInProgress")
    assert started.end_time is None

    ended = spark.sql(
        f"CALL milvus_refresh.sys.await_refresh(job_id => {started.job_id}, timeout => '1m')"
    ).first()

    assert (ended.state, ended.progress, ended.outcome) == ("RefreshCompleted", 100, "COMPLETED")
    read_after(spark, docs, ended.end_time.astimezone(timezone.utc))


def test_call_refreshes_once(spark, docs):
    frame = spark.sql(f"CALL milvus_refresh.sys.refresh('{docs.name}', wait => true)")
    assert frame.first().state == "RefreshCompleted"
    assert frame.collect() == [frame.first()]

    jobs = spark.sql(f"CALL milvus_refresh.sys.refresh_jobs('{docs.name}')").collect()
    assert [job.job_id for job in jobs] == [frame.first().job_id]


def test_the_await_function_gates_a_read(spark, docs):
    job_id = docs.refresh()

    ended = spark.sql(f"SELECT * FROM milvus_await_refresh({job_id}, '1m')").first()

    assert (ended.job_id, ended.outcome) == (job_id, "COMPLETED")
    read_after(spark, docs, ended.end_time.astimezone(timezone.utc))


def test_job_functions_have_the_columns_of_a_job(spark, docs, milvus):
    job_id = docs.refresh()
    milvus.wait_until_ended(job_id)

    one = spark.sql("SELECT * FROM milvus_refresh_job(:id)", args={"id": job_id})
    all_of = spark.sql("SELECT * FROM milvus_refresh_jobs(:name)", args={"name": docs.name})

    assert one.columns == all_of.columns == JOB_COLUMNS
    assert one.collect() == all_of.collect()
    assert one.first().duration_ms > 0
    assert one.first().external_source == docs.directory.as_uri()


def test_jobs_are_a_table_of_the_catalog_too(spark, docs, broken, milvus):
    good, bad = docs.refresh(), milvus.refresh(broken)
    milvus.wait_until_ended(good)

    table = spark.table("milvus_refresh.sys.refresh_jobs")
    failed = table.where("state = 'RefreshFailed'").where(f"job_id IN ({good}, {bad})").collect()

    assert table.columns == JOB_COLUMNS
    assert [job.job_id for job in failed] == [bad]
    assert "no such file or directory" in failed[0].reason


def test_jobs_are_a_data_source_too(spark, docs, milvus):
    job_id = docs.refresh()
    milvus.wait_until_ended(job_id)
    reader = spark.read.format("milvus-refresh-jobs")

    one = reader.option("job_id", job_id).load()
    of_docs = spark.read.format("milvus-refresh-jobs").option("collection", docs.name).load()

    assert one.columns == JOB_COLUMNS
    assert one.collect() == of_docs.collect()
    assert [job.state for job in one.collect()] == ["RefreshCompleted"]


def test_the_data_source_takes_a_connection_of_its_own(spark, docs):
    nobody = spark.read.format("milvus-refresh-jobs").options(
        uri=spark.conf.get("spark.milvus.uri"), token="root:wrong"
    )

    with pytest.raises(Exception, match=r"\[MILVUS_UNAUTHENTICATED\]"):
        nobody.load().collect()


def test_jobs_go_to_pandas(spark, docs, milvus):
    job_id = docs.refresh()
    milvus.wait_until_ended(job_id)

    frame = spark.sql(f"SELECT * FROM milvus_refresh_jobs('{docs.name}')").toPandas()

    assert frame.job_id.tolist() == [job_id]
    assert (frame.end_time - frame.start_time).dt.total_seconds().iloc[0] > 0


def test_a_failed_job_is_an_error_with_the_reason(spark, broken, milvus):
    job_id = milvus.refresh(broken)

    with pytest.raises(Exception, match=r"\[REFRESH_FAILED\] .* no such file or directory"):
        spark.sql(f"SELECT * FROM milvus_await_refresh({job_id}, '1m')").collect()


def test_a_wrong_argument_is_named(spark):
    with pytest.raises(
        Exception,
        match=r"\[INVALID_ARGUMENT\] Argument 'job_id' is 'docs': expected a whole number above 0",
    ):
        spark.sql("SELECT * FROM milvus_refresh_job('docs')").collect()
