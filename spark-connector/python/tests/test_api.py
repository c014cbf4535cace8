# Licensed under the Apache License, Version 2.0; see LICENSE.
from __future__ import annotations

import os
import time
from datetime import datetime, timezone

import pytest
from virtual import JOB_ID

import milvus_refresh
from milvus_refresh import (
    MilvusRefreshError,
    RefreshJob,
    await_refresh,
    jobs,
    refresh,
    refresh_and_await,
)

START = datetime(2026, 1, 2, 3, 4, 5)


class Rows:
    def __init__(self, rows):
        self._rows = rows

    def collect(self):
        return self._rows


class Session:
    """A session that knows ``sql`` alone; answers are rows or errors, the last one stays."""

    def __init__(self, *answers):
        self.statements = []
        self._answers = list(answers)

    def sql(self, statement):
        self.statements.append(statement)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, BaseException):
            raise answer
        return Rows([answer])


def row(state="RefreshCompleted", progress=100, **changes):
    return {
        "job_id": JOB_ID,
        "collection_name": "docs",
        "state": state,
        "progress": progress,
        "reason": None,
        "external_source": "s3://b/docs",
        "external_spec": "{}",
        "start_time": START,
        "end_time": None,
        "duration_ms": None,
        **changes,
    }


@pytest.fixture
def _new_york(monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


class TestAwait:
    def test_asks_the_table_function_with_the_number_alone(self):
        session = Session(row())

        job = await_refresh(session, str(JOB_ID), progress=False)

        assert job.is_completed
        assert session.statements == [f"SELECT * FROM milvus_refresh_job({JOB_ID})"]

    def test_asks_a_catalog_if_one_is_named(self):
        session = Session(row())

        await_refresh(session, JOB_ID, catalog="my-lake", progress=False)

        assert session.statements == [f"CALL `my-lake`.sys.refresh_job({JOB_ID})"]

    @pytest.mark.usefixtures("_new_york")
    def test_times_are_in_utc(self):
        job = await_refresh(Session(row()), JOB_ID, progress=False)

        assert job.start_time == datetime(2026, 1, 2, 8, 4, 5, tzinfo=timezone.utc)
        assert job.start_time.utcoffset().total_seconds() == 0

    @pytest.mark.parametrize(
        ("arguments", "name"),
        [
            ({"job_id": "1 OR 1"}, "job_id"),
            ({"timeout": "soon"}, "timeout"),
            ({"poll_interval": 0}, "poll_interval"),
            ({"unreachable_timeout": -1}, "unreachable_timeout"),
        ],
    )
    def test_wrong_arguments_reach_no_server(self, arguments, name):
        session = Session(row())

        with pytest.raises(
            MilvusRefreshError, match=rf"^\[INVALID_ARGUMENT\] Argument '{name}' is "
        ):
            await_refresh(session, **{"job_id": JOB_ID, **arguments})

        assert session.statements == []

    def test_an_interrupt_says_that_the_job_goes_on_and_how_to_wait_on(self, capsys):
        session = Session(row("RefreshInProgress", 5), KeyboardInterrupt())

        with pytest.raises(KeyboardInterrupt) as caught:
            await_refresh(session, JOB_ID)

        hint = f"Stopped waiting; refresh job {JOB_ID} goes on. To wait on: await_refresh(spark, {JOB_ID})"
        assert str(caught.value) == hint
        assert f"milvus-refresh: {hint}\n" in capsys.readouterr().err

    def test_a_timeout_is_shown_and_raised(self, capsys):
        with pytest.raises(MilvusRefreshError, match="did not end within 0ms"):
            await_refresh(Session(row("RefreshPending", 0)), JOB_ID, timeout=0)

        assert "The wait ended with AWAIT_TIMEOUT." in capsys.readouterr().err

    def test_progress_goes_to_stderr_only_if_wanted(self, capsys):
        await_refresh(Session(row()), JOB_ID, progress=False)
        assert capsys.readouterr() == ("", "")
        await_refresh(Session(row()), JOB_ID)
        assert "completed 100 %" in capsys.readouterr().err

    def test_an_error_of_spark_passes_unchanged(self):
        broken = ValueError("[UNRESOLVABLE_TABLE_VALUED_FUNCTION] No such function.")

        with pytest.raises(ValueError, match="UNRESOLVABLE") as caught:
            await_refresh(Session(broken), JOB_ID)

        assert caught.value is broken


class TestRefresh:
    def test_calls_the_procedure_and_returns_the_job(self):
        session = Session(row("RefreshPending", 0))

        job = refresh(session, "docs")

        assert (job.job_id, job.state) == (JOB_ID, "RefreshPending")
        assert session.statements == [
            "CALL milvus_refresh.sys.refresh(collection => 'docs', if_running => 'fail')"
        ]

    def test_passes_all_arguments_as_literals(self):
        session = Session(row())

        refresh(
            session,
            "it's",
            external_source="s3://b/${x}",
            external_spec='{"a":"\\"}',
            if_running="ATTACH",
            catalog="lake",
        )

        assert session.statements == [
            r"CALL lake.sys.refresh(collection => 'it\'s', external_source => 's3://b/\u0024{x}',"
            r""" external_spec => '{"a":"\\"}', if_running => 'attach')"""
        ]

    def test_a_job_that_is_not_visible_yet_has_its_id(self):
        unseen = dict.fromkeys(row())
        unseen.update(job_id=JOB_ID, collection_name="docs")

        assert refresh(Session(unseen), "docs") == RefreshJob(JOB_ID, "docs")

    def test_queues_in_python(self):
        active = "(x) [REFRESH_IN_PROGRESS] Refresh job 77 of collection 'docs' is in progress."
        session = Session(RuntimeError(active), row(job_id=77), row("RefreshPending"))

        assert refresh(session, "docs", if_running="queue", progress=False).job_id == JOB_ID

        call = "CALL milvus_refresh.sys.refresh(collection => 'docs', if_running => 'fail')"
        assert session.statements == [call, "CALL milvus_refresh.sys.refresh_job(77)", call]

    def test_an_interrupt_while_queueing_says_that_nothing_was_started(self):
        active = "(x) [REFRESH_IN_PROGRESS] Refresh job 77 of collection 'docs' is in progress."

        with pytest.raises(KeyboardInterrupt, match="Stopped queueing; no refresh was started"):
            refresh(Session(RuntimeError(active), KeyboardInterrupt()), "docs", if_running="queue")


class TestRefreshAndAwait:
    def test_refreshes_once_and_asks_the_same_catalog(self):
        session = Session(row("RefreshPending", 0), row())

        assert refresh_and_await(session, "docs", catalog="lake", progress=False).is_completed
        assert session.statements == [
            "CALL lake.sys.refresh(collection => 'docs', if_running => 'fail')",
            f"CALL lake.sys.refresh_job({JOB_ID})",
        ]


class TestJobs:
    def test_asks_for_all_or_for_those_of_a_collection(self):
        session = Session(row())

        assert [job.job_id for job in jobs(session)] == [JOB_ID]
        jobs(session, "db.docs")
        jobs(session, "docs", catalog="lake")

        assert session.statements == [
            "SELECT * FROM milvus_refresh_jobs()",
            "SELECT * FROM milvus_refresh_jobs('db.docs')",
            "CALL lake.sys.refresh_jobs('docs')",
        ]


def test_imports_neither_spark_nor_ipython():
    package = os.path.dirname(milvus_refresh.__file__)
    for name in os.listdir(package):
        if name.endswith(".py"):
            with open(os.path.join(package, name), encoding="utf-8") as file:
                source = file.read()
            assert "pyspark" not in source.replace("PySpark", ""), name
            assert "_jvm" not in source
            assert "sparkContext" not in source
