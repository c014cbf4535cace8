# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The connector behind Flink's SQL gateway, as tools reach it: over REST, in sessions."""

from __future__ import annotations

import time

import pytest

from external_collections import Docs
from gateway import Gateway, Session


@pytest.fixture(scope="module")
def gateway(cluster):
    started = Gateway("gateway", cluster)
    yield started
    started.stop()


@pytest.fixture
def session(gateway, milvus):
    opened = Session(gateway, milvus.uri)
    yield opened
    opened.close()


def test_a_call_awaits(session, docs):
    job_id = docs.refresh()

    (row,) = session.run(f"CALL milvus_refresh.sys.await_refresh({job_id}, '1m')")

    assert row[:4] == [job_id, docs.name, "RefreshCompleted", 100]
    assert "COMPLETED" in row


def test_cancel_ends_the_wait_at_once_and_the_job_completes(gateway, session, milvus, numbers):
    job_id = Docs(milvus, f"cancelled_{next(numbers)}", files=40).refresh()
    waiting = session.submit(f"CALL milvus_refresh.sys.await_refresh({job_id}, '1m')")
    gateway.wait_for(f"Refresh job {job_id} of collection")
    assert waiting.status == "RUNNING"

    begin = time.monotonic()
    assert waiting.cancel() == "CANCELED"
    assert waiting.ended() == "CANCELED"

    assert time.monotonic() - begin < 2
    gateway.wait_for("'await_refresh' was interrupted; the refresh job goes on.", timeout_s=10)
    assert milvus.job(job_id).state == "RefreshInProgress"
    assert milvus.wait_until_ended(job_id) == "RefreshCompleted"
    assert session.run("SHOW CURRENT CATALOG") == [["default_catalog"]]


def test_another_session_works_while_one_waits(gateway, session, milvus, docs, slow_docs):
    job_id = slow_docs.refresh()
    waiting = session.submit(f"CALL milvus_refresh.sys.await_refresh({job_id}, '10m')")
    other = Session(gateway, milvus.uri)

    refresh = f"CALL milvus_refresh.sys.`refresh`(collection => '{docs.name}', `wait` => TRUE)"
    (row,) = other.run(refresh)

    assert row[1:4] == [docs.name, "RefreshCompleted", 100]
    assert waiting.status == "RUNNING"
    assert waiting.cancel() == "CANCELED"
    other.close()


@pytest.mark.parametrize("mode", ["batch", "streaming"])
def test_a_query_runs_on_the_cluster(session, docs, milvus, mode):
    job_id = docs.refresh()
    milvus.wait_until_ended(job_id)
    session.run(f"SET 'execution.runtime-mode' = '{mode}'")

    rows = session.run(f"SELECT state, progress FROM TABLE(milvus_refresh_job({job_id}))")

    assert rows == [["RefreshCompleted", 100]]


def test_a_failed_job_is_an_error_with_the_reason(session, broken, milvus):
    job_id = milvus.refresh(broken)

    error = session.fail(f"CALL milvus_refresh.sys.await_refresh({job_id}, '1m')")

    assert f"[REFRESH_FAILED] Refresh job {job_id} of collection '{broken}' failed" in error
    assert "no such file or directory" in error


def test_a_wrong_argument_is_named(session):
    error = session.fail("CALL milvus_refresh.sys.await_refresh(7, 'soon')")

    assert "[INVALID_ARGUMENT] Argument 'timeout' is 'soon': expected a duration" in error


def test_a_wait_in_a_stream_with_checkpoints_is_refused(session):
    session.run("SET 'execution.checkpointing.interval' = '1s'")

    error = session.fail("SELECT * FROM TABLE(milvus_await_refresh(465787408941891028, '1m'))")

    assert "no checkpoint can pass" in error
