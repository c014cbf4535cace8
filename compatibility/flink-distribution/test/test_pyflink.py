# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The connector's SQL from PyFlink, which gets our jar by ``pipeline.jars``."""

from __future__ import annotations

import programs
from distribution import PROGRAMS, PYTHON, environment
from places import jar
from sql_client import connection


def run(name: str, milvus, job_id: int) -> programs.Finished:
    line = [PYTHON, str(PROGRAMS / "gate.py"), jar("flink-connector").as_uri()]
    line += [connection(milvus.uri), str(job_id)]
    return programs.run(name, line, environment(name, connector_in_lib=False))


def test_call_and_table_function(milvus, docs):
    job_id = docs.refresh()

    done = run("pyflink", milvus, job_id)

    assert done.status == 0, done.output
    # What CALL prints comes from the JVM, which shares the output.
    assert f"{job_id}, {docs.name}, RefreshCompleted, 100" in done.output
    assert "queried: [('RefreshCompleted', True)]\n" in done.stdout


def test_a_failed_job_fails_the_program(milvus, broken):
    job_id = milvus.refresh(broken)

    done = run("pyflink-failed", milvus, job_id)

    assert done.status == 1
    assert f"[REFRESH_FAILED] Refresh job {job_id} of collection '{broken}' failed" in done.output
    assert "no such file or directory" in done.output
    assert "queried:" not in done.stdout
