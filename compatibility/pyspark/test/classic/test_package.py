# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The Python package on classic PySpark."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest
from milvus_refresh import MilvusRefreshError, await_refresh, jobs, refresh, refresh_and_await
from milvus_refresh._errors import of_spark
from milvus_refresh._sql import literal

from gate import read_after
from milvus import EmbeddedMilvus
from places import OUTPUT
from spark import PROGRAMS, Background, command, environment


def test_await_gates_a_read_and_shows_progress(spark, lengthy_docs, capsys):
    docs = lengthy_docs
    job_id = docs.refresh()

    job = await_refresh(spark, job_id, timeout="1m")

    assert (job.job_id, job.state, job.progress) == (job_id, "RefreshCompleted", 100)
    assert job.duration_ms == round((job.end_time - job.start_time).total_seconds() * 1000)
    read_after(spark, docs, job.end_time)
    lines = capsys.readouterr().err.splitlines()
    assert f"refresh job {job_id} of '{docs.name}': completed 100 %" in lines[-1]
    assert len(lines) > 1


def test_refresh_and_await_goes_through_the_catalog(spark, docs):
    job = refresh_and_await(spark, docs.name, timeout="1m", progress=False)

    assert job.is_completed
    assert jobs(spark, docs.name) == jobs(spark, docs.name, catalog="milvus_refresh") == [job]


def test_a_refresh_attaches_to_the_one_that_runs(spark, slow_docs):
    first = refresh(spark, slow_docs.name)
    with pytest.raises(MilvusRefreshError) as caught:
        refresh(spark, slow_docs.name)
    assert (caught.value.code, caught.value.job_id) == ("REFRESH_IN_PROGRESS", first.job_id)

    assert refresh(spark, slow_docs.name, if_running="attach").job_id == first.job_id


def test_a_refresh_queues_behind_the_one_that_runs(spark, lengthy_docs):
    first = refresh(spark, lengthy_docs.name)

    queued = refresh_and_await(spark, lengthy_docs.name, if_running="queue", progress=False)

    assert queued.is_completed
    assert [job.job_id for job in jobs(spark, lengthy_docs.name)] == [queued.job_id, first.job_id]
    assert queued.start_time >= jobs(spark, lengthy_docs.name)[1].end_time


def test_a_failed_job_has_the_words_of_the_connector(spark, broken, milvus):
    job_id = milvus.refresh(broken)

    with pytest.raises(MilvusRefreshError) as ours:
        await_refresh(spark, job_id, progress=False)
    with pytest.raises(Exception, match="REFRESH_FAILED") as sparks:
        spark.sql(f"SELECT * FROM milvus_await_refresh({job_id})").collect()

    assert ours.value.job.is_failed
    assert str(ours.value) == str(of_spark(sparks.value))
    assert str(ours.value).startswith("[REFRESH_FAILED] ")


def test_an_unknown_job_is_not_found(spark):
    with pytest.raises(
        MilvusRefreshError, match=r"^\[JOB_NOT_FOUND\] The server does not know"
    ) as caught:
        await_refresh(spark, 12345, progress=False)

    assert (caught.value.job_id, caught.value.job) == (12345, None)


def test_a_timeout_tells_the_job_as_last_seen(spark, slow_docs):
    job_id = slow_docs.refresh()

    with pytest.raises(
        MilvusRefreshError, match=r"^\[AWAIT_TIMEOUT\] .* did not end within 1s\."
    ) as caught:
        await_refresh(spark, job_id, timeout="1s", progress=False)

    assert caught.value.job.state in ("RefreshPending", "RefreshInProgress")


def test_an_outage_is_ridden_out(spark, docs, numbers):
    """The server stops in the middle of a job, and comes back with it after three seconds."""
    data = OUTPUT / f"data-{next(numbers)}"
    server = EmbeddedMilvus("restarted", data=data)
    server.create_collection("docs", docs.directory)
    port, uri = server.port, spark.conf.get("spark.milvus.uri")
    spark.conf.set("spark.milvus.uri", server.uri)
    try:
        job_id = server.refresh("docs")
        server.stop()
        servers = []
        back = threading.Timer(3, lambda: servers.append(EmbeddedMilvus("restarted", port, data)))
        back.start()

        job = await_refresh(spark, job_id, timeout="2m", progress=False)

        assert job.is_completed
        back.join()
        servers[0].stop()
    finally:
        spark.conf.set("spark.milvus.uri", uri)


def test_ctrl_c_ends_the_wait_at_once_and_the_job_goes_on(slow_docs):
    job_id = slow_docs.refresh()
    program = [str(PROGRAMS / "await_with_the_package.py"), str(job_id)]
    waiting = Background("ctrl-c", command("spark-submit", slow_docs.milvus.uri, *program))
    waiting.wait_for("in progress", timeout_s=60)

    begin = time.monotonic()
    waiting.press_ctrl_c()
    status = waiting.process.wait(30)

    assert time.monotonic() - begin < 10
    assert status != 0
    assert f"Stopped waiting; refresh job {job_id} goes on." in waiting.printed()
    assert f"await_refresh(spark, {job_id})" in waiting.printed()
    assert slow_docs.milvus.job(job_id).state == "RefreshInProgress"


@pytest.mark.parametrize(
    "text", ["it's", "back\\slash", "\\'", "${env:HOME}", "a\nb", '"q"', "ünï", "''"]
)
def test_text_comes_through_sql_unchanged(spark, text):
    assert spark.sql(f"SELECT {literal(text)}").first()[0] == text


def test_nothing_of_the_session_but_sql_is_used(spark, docs, milvus):
    """What managed platforms forbid, such as ``_jvm``, is not touched."""

    class SqlOnly:
        sql = staticmethod(spark.sql)

    milvus.wait_until_ended(docs.refresh())

    assert await_refresh(
        SqlOnly(), jobs(SqlOnly(), docs.name)[0].job_id, progress=False
    ).is_completed


def test_the_installed_package_needs_no_other():
    python = [sys.executable, "-c", "import milvus_refresh, sys; print('pyspark' in sys.modules)"]

    assert subprocess.check_output(python, text=True, env=environment("import")).strip() == "False"
