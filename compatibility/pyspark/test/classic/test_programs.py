# Licensed under the Apache License, Version 2.0; see LICENSE.
"""spark-submit and spark-sql, as batch jobs use them: what counts is the exit status."""

from __future__ import annotations

import re

from places import OUTPUT, TOKEN_VARIABLE, jar
from spark import CATALOG, PROGRAMS, SPARK_HOME, command, connection, run


def sql(name, milvus, *statements):
    return run(name, command("spark-sql", milvus.uri, "-e", "; ".join(statements)))


def submit(name, milvus, *arguments):
    return run(name, command("spark-submit", milvus.uri, str(PROGRAMS / "gate.py"), *arguments))


def test_spark_submit_gates_a_read(milvus, docs):
    done = submit("submit", milvus, str(docs.refresh()), str(docs.directory))

    assert done.status == 0, done.output
    assert f"outcome=COMPLETED rows={docs.rows} after=True" in done.stdout


def test_spark_submit_fails_with_the_job(milvus, broken):
    job_id = milvus.refresh(broken)

    done = submit("submit-failed", milvus, str(job_id), str(OUTPUT))

    assert done.status != 0
    assert f"[REFRESH_FAILED] Refresh job {job_id} of collection '{broken}' failed" in done.output
    assert "outcome=" not in done.stdout


def test_spark_sql_refreshes_and_awaits(milvus, docs):
    done = sql(
        "sql",
        milvus,
        f"CALL milvus_refresh.sys.refresh(collection => '{docs.name}', wait => true)",
        f"SELECT concat('rows=', count(*)) FROM parquet.`{docs.directory}`",
        f"SELECT concat('jobs=', count(*)) FROM milvus_refresh_jobs('{docs.name}')",
        f"SELECT concat('state=', state) FROM milvus_refresh.sys.refresh_jobs"
        f" WHERE collection_name = '{docs.name}'",
    )

    assert done.status == 0, done.output
    assert "\tRefreshCompleted\t100\t" in done.stdout
    assert done.stdout.index("RefreshCompleted") < done.stdout.index(f"rows={docs.rows}\n")
    assert "jobs=1\n" in done.stdout
    assert "state=RefreshCompleted\n" in done.stdout


def test_spark_sql_stops_at_a_failed_job(milvus, broken):
    job_id = milvus.refresh(broken)

    done = sql(
        "sql-failed",
        milvus,
        f"SELECT * FROM milvus_await_refresh({job_id}, '1m')",
        "SELECT concat('went', ' on')",
    )

    assert done.status != 0
    assert f"[REFRESH_FAILED] Refresh job {job_id} of collection '{broken}' failed" in done.output
    assert "no such file or directory" in done.output
    assert "went on" not in done.output


def test_spark_sql_names_a_wrong_argument(milvus):
    done = sql("sql-wrong", milvus, "SELECT * FROM milvus_await_refresh(7, timeout => 'soon')")

    assert done.status != 0
    assert "[INVALID_ARGUMENT] Argument 'timeout' is 'soon': expected a duration" in done.output


def test_a_jar_that_is_added_later_serves_the_source_and_the_catalog(milvus, docs):
    milvus.wait_until_ended(docs.refresh())
    program = [str(SPARK_HOME / "bin/spark-submit"), str(PROGRAMS / "late_jar.py")]
    catalog = connection(milvus.uri)[CATALOG]

    done = run("late", [*program, str(jar("spark-connector")), milvus.uri, TOKEN_VARIABLE, catalog])

    assert done.status == 0, done.output
    counts = re.findall(r"(source|table): (\d+) jobs", done.stdout)
    assert [name for name, _ in counts] == ["source", "table"]
    assert all(int(count) >= 1 for _, count in counts)
