# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The connector behind Spark's Thrift server, as BI tools and dbt reach it: over JDBC."""

from __future__ import annotations

import re

import pytest

from places import OUTPUT
from spark import PROGRAMS, SPARK_HOME, Background, run


def beeline(name, server, *statements):
    """Runs statements from a file: several ``-e`` go on after one that failed."""
    script = OUTPUT / f"{name}.sql"
    script.write_text(";\n".join(statements) + ";\n")
    line = [str(SPARK_HOME / "bin" / "beeline"), "--silent=true", "--outputformat=csv2"]
    return run(name, [*line, "-u", server.url, "-n", "anonymous", "-f", str(script)])


def test_a_refresh_gates_a_read(server, docs):
    done = beeline(
        "beeline",
        server,
        f"CALL milvus_refresh.sys.refresh(collection => '{docs.name}', wait => true)",
        f"SELECT concat('rows=', count(*)) FROM parquet.`{docs.directory}`",
        f"SELECT concat('jobs=', count(*)) FROM milvus_refresh_jobs('{docs.name}')",
        f"SELECT concat('state=', state) FROM milvus_refresh.sys.refresh_jobs"
        f" WHERE collection_name = '{docs.name}'",
    )

    assert done.status == 0, done.output
    assert f",{docs.name},RefreshCompleted,100," in done.stdout
    assert done.stdout.index("RefreshCompleted") < done.stdout.index(f"rows={docs.rows}")
    assert "jobs=1" in done.stdout
    assert "state=RefreshCompleted" in done.stdout


def test_a_failed_job_is_the_status_of_beeline(server, broken):
    done = beeline(
        "beeline-failed",
        server,
        f"CALL milvus_refresh.sys.refresh(collection => '{broken}', wait => true)",
        "SELECT concat('went', ' on')",
    )

    assert done.status != 0
    assert re.search(r"\[REFRESH_FAILED\] Refresh job \d+ of collection '" + broken, done.output)
    assert "no such file or directory" in done.output
    assert "went on" not in done.output


def test_a_wrong_argument_is_named(server):
    done = beeline("beeline-wrong", server, "SELECT * FROM milvus_refresh_job('docs')")

    assert done.status != 0
    assert "[INVALID_ARGUMENT] Argument 'job_id' is 'docs'" in done.output


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("CALL milvus_refresh.sys.await_refresh(job_id => {})", id="call"),
        pytest.param("SELECT * FROM milvus_await_refresh({}, '10m')", id="function"),
    ],
)
def test_cancel_ends_the_wait_and_the_job_goes_on(server, slow_docs, sql, request):
    job_id = slow_docs.refresh()
    java = ["java", "-cp", f"{SPARK_HOME}/jars/*", str(PROGRAMS / "CancelStatement.java")]
    name = "cancel-" + request.node.callspec.id
    client = Background(name, [*java, f"{server.url};user=anonymous", sql.format(job_id)])
    server.wait_for(f"Refresh job {job_id} of collection '{slow_docs.name}': RefreshInProgress at")

    client.press_enter()

    # The driver of Hive sends the cancel only after its own call, of 5 s at most, came back.
    assert client.process.wait(30) == 0, client.printed()
    assert "ended: Query was cancelled" in client.printed()
    wait = server.printed().split(sql.format(job_id))[-1]
    assert "'await_refresh' was interrupted; the refresh job goes on." in wait
    assert slow_docs.milvus.job(job_id).state == "RefreshInProgress"
