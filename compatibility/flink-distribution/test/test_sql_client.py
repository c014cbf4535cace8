# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Scripts of the SQL client, as a scheduler runs them: a gate is one that stops the script."""

from __future__ import annotations

from places import jar
from sql_client import run_script


def script_of(docs, job_id: int) -> list[str]:
    """Returns a script that uses all that there is."""
    return [
        "SHOW PROCEDURES FROM milvus_refresh.sys",
        f"CALL milvus_refresh.sys.await_refresh(job_id => {job_id}, timeout => '1m')",
        f"CALL milvus_refresh.sys.`refresh`(collection => '{docs.name}', `wait` => TRUE)",
        f"CALL milvus_refresh.sys.refresh_job(job_id => {job_id})",
        f"CALL milvus_refresh.sys.refresh_jobs(collection => '{docs.name}')",
        "SET 'execution.runtime-mode' = 'batch'",
        "SELECT CONCAT('awaited=', outcome)"
        f" FROM TABLE(milvus_await_refresh(job_id => {job_id}, timeout => '1m'))",
        f"SELECT CONCAT('jobs=', CAST(COUNT(*) AS STRING))"
        f" FROM TABLE(milvus_refresh_jobs('{docs.name}'))",
        "SET 'execution.runtime-mode' = 'streaming'",
        "SELECT CONCAT('streamed=', j.state)"
        f" FROM (VALUES ({job_id})) AS ids(id), LATERAL TABLE(milvus_refresh_job(ids.id)) AS j",
    ]


def check(done, job_id: int) -> None:
    assert done.status == 0, done.output
    for text in ("await_refresh", "refresh_jobs", "awaited=COMPLETED", "jobs=2"):
        assert text in done.stdout
    assert "streamed=RefreshCompleted" in done.stdout
    awaited = done.stdout.index("| COMPLETED |")
    assert awaited < done.stdout.index("awaited=") < done.stdout.index("streamed=")


def test_with_the_jar_in_lib(cluster, milvus, docs):
    job_id = docs.refresh()

    done = run_script("in-lib", cluster, milvus.uri, *script_of(docs, job_id))

    check(done, job_id)


def test_with_the_jar_by_option(plain_cluster, milvus, docs):
    job_id = docs.refresh()
    jars = [jar("flink-connector")]

    done = run_script("by-option", plain_cluster, milvus.uri, *script_of(docs, job_id), jars=jars)

    check(done, job_id)


def test_a_failed_job_stops_the_script(cluster, milvus, broken):
    job_id = milvus.refresh(broken)

    done = run_script(
        "failed",
        cluster,
        milvus.uri,
        f"CALL milvus_refresh.sys.await_refresh(job_id => {job_id}, timeout => '1m')",
        "SELECT CONCAT('went', ' on')",
    )

    assert f"[REFRESH_FAILED] Refresh job {job_id} of collection '{broken}' failed" in done.output
    assert "no such file or directory" in done.output
    assert "went on" not in done.output
    # Flink's client says nothing about it in its status.
    assert done.status == 0
