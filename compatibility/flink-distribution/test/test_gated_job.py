# Licensed under the Apache License, Version 2.0; see LICENSE.
"""A gated streaming job on a cluster, submitted by ``flink run`` and watched over REST."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import programs
from distribution import LIB, PROGRAMS, program
from eventually import eventually
from external_collections import Docs
from milvus import EmbeddedMilvus
from places import OUTPUT, TOKEN_VARIABLE, jar


@pytest.fixture(scope="module")
def gated_lines():
    """The program as a jar that holds nothing else: our jar and Flink are in ``lib``."""
    classes = OUTPUT / "classes"
    class_path = f"{LIB}/*:{jar('flink-connector')}"
    source = str(PROGRAMS / "GatedLines.java")
    subprocess.run(["javac", "-cp", class_path, "-d", str(classes), source], check=True)
    packed = OUTPUT / "gated-lines.jar"
    subprocess.run(["jar", "cf", str(packed), "-C", str(classes), "."], check=True)
    return packed


class Lines:
    """The directories that the program copies from and to."""

    def __init__(self, name: str) -> None:
        self.source = OUTPUT / name / "from"
        self.copy = OUTPUT / name / "to"
        self.source.mkdir(parents=True)

    def write(self, line: str) -> None:
        (self.source / f"{line}.txt").write_text(f"{line}\n")

    def copied(self) -> set[str]:
        parts = [path for path in self.copy.rglob("part-*") if path.is_file()]
        return {line for path in parts for line in path.read_text().split()}


def flink_run(name: str, cluster, packed: Path, job_id: int, uri: str, lines: Lines, *options: str):
    line = [program("flink"), "run", *options, *cluster.options]
    line += ["-Dexecution.checkpointing.interval=200ms"]
    # So that the web interface counts the records of the source.
    line += ["-Dpipeline.operator-chaining.enabled=false"]
    line += ["-c", "GatedLines", str(packed)]
    line += [str(job_id), uri, TOKEN_VARIABLE, lines.source.as_uri(), lines.copy.as_uri()]
    return programs.run(name, line, cluster.environment)


def records_read(job) -> int:
    (source,) = [each for each in job["vertices"] if each["name"].startswith("Source: gated lines")]
    return source["metrics"]["write-records"]


class HeldMilvus:
    """A server that is too slow for its refresh to end, until ``release``."""

    def __init__(self) -> None:
        self._data = OUTPUT / "held.data"
        self.server = EmbeddedMilvus("held", data=self._data, files_a_second=1)
        self.docs = Docs(self.server, "held", files=300)

    def release(self) -> None:
        """Starts it anew at the same address, and fast: the gate has to bear that."""
        self.server.stop()
        self.server = EmbeddedMilvus("held", self.server.port, self._data, files_a_second=1000)


@pytest.fixture
def held():
    milvus = HeldMilvus()
    yield milvus
    milvus.server.stop()


def test_checkpoints_complete_while_nothing_is_read(cluster, held, gated_lines):
    lines = Lines("gated")
    lines.write("early")
    job_id = held.docs.refresh()
    submitted = flink_run("gated", cluster, gated_lines, job_id, held.server.uri, lines, "-d")
    assert submitted.status == 0, submitted.output
    flink_job = re.search(r"JobID ([0-9a-f]{32})", submitted.stdout)[1]

    eventually("checkpoints complete", lambda: cluster.checkpoints(flink_job) >= 3)
    lines.write("late")

    job = cluster.job(flink_job)
    assert job["state"] == "RUNNING"
    assert records_read(job) == 0
    assert lines.copied() == set()
    assert held.server.job(job_id).state == "RefreshInProgress"

    held.release()
    assert held.server.wait_until_ended(job_id) == "RefreshCompleted"
    eventually("the job ends", lambda: cluster.job(flink_job)["state"] == "FINISHED")
    assert records_read(cluster.job(flink_job)) == 2
    assert lines.copied() == {"early", "late"}


def test_a_failed_refresh_fails_the_job_with_the_reason(cluster, milvus, broken, gated_lines):
    job_id = milvus.refresh(broken)
    lines = Lines("failed")
    lines.write("early")

    done = flink_run("failed-job", cluster, gated_lines, job_id, milvus.uri, lines)

    assert done.status == 1
    assert f"[REFRESH_FAILED] Refresh job {job_id} of collection '{broken}' failed" in done.output
    assert "no such file or directory" in done.output
    assert lines.copied() == set()
