# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The notebooks of the examples, run as they are, with an interrupt of the kernel in the middle."""

from __future__ import annotations

import re

import pytest

from connect_server import ConnectServer
from milvus import EmbeddedMilvus
from notebook import Notebook
from places import OUTPUT, ROOT, TOKEN, jar
from spark import environment

NOTEBOOKS = ROOT / "examples/notebooks"


@pytest.fixture
def history(milvus, lengthy_docs):
    """A collection that was refreshed before."""
    for _ in range(2):
        milvus.wait_until_ended(lengthy_docs.refresh())
    return lengthy_docs


def run(name: str, milvus: EmbeddedMilvus, docs, **variables: str) -> Notebook:
    notebook = Notebook(NOTEBOOKS / f"{name}.ipynb")
    variables = {
        "MILVUS_URI": milvus.uri,
        "MILVUS_TOKEN": TOKEN,
        "COLLECTION": docs.name,
        **variables,
    }
    try:
        notebook.run({**environment(f"notebook-{name}"), **variables}, interrupt="interrupt")
    finally:
        notebook.save(OUTPUT / f"{name}.html")
    return notebook


def check(notebook: Notebook, docs) -> None:
    """Checks what both notebooks show."""
    assert re.search(r"^\(\d{18}, 'Refresh(Pending|InProgress)'\)$", notebook.text("refresh"))

    assert "completed 100 %, after" in notebook.text("await")
    assert 'role="progressbar"' in notebook.html("await")
    assert notebook.html("await").count('role="progressbar"') == 1, "updated in place"
    assert f"{docs.rows:,} rows, read" in notebook.text("read")

    assert notebook.html("history").count("RefreshCompleted") == 3
    assert notebook.images("plot") == 1

    assert notebook.was_interrupted
    assert notebook.text("interrupt").endswith("Interrupted.\n")
    assert "Stopped waiting; refresh job" in notebook.html("interrupt")
    assert re.search(r"To wait on: await_refresh\(spark, \d+\)", notebook.text("interrupt"))
    assert "completed" not in notebook.text("interrupt")
    assert "'RefreshCompleted'" in notebook.text("resume")

    assert notebook.text("error").startswith("JOB_NOT_FOUND\nThe server does not know")


def test_pyspark(milvus, history):
    notebook = run("pyspark", milvus, history, MILVUS_REFRESH_JAR=str(jar("spark-connector")))

    check(notebook, history)


def test_spark_connect(milvus, history):
    server = ConnectServer("connect", milvus.uri)
    try:
        notebook = run("spark-connect", milvus, history, SPARK_REMOTE=server.remote)
    finally:
        server.stop()

    check(notebook, history)
    assert "OPERATION_CANCELED" in notebook.text("tag")
    assert "'RefreshCompleted'" in notebook.text("resume-tag")
