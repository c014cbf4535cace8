# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The Python of docs/spark.md and of the README's part about Spark runs as it is written."""

from __future__ import annotations

import re

import pytest

from milvus import write_files
from places import OUTPUT, ROOT

_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks():
    page = (ROOT / "docs/spark.md").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return _BLOCK.findall(page) + _BLOCK.findall(readme)


@pytest.fixture(scope="module")
def collection(milvus):
    """The collection that the pages speak of."""
    directory = OUTPUT / "data" / "docs"
    write_files(directory, 2)
    milvus.create_collection("docs", directory)


def test_there_are_examples():
    assert len(blocks()) > 4


@pytest.mark.usefixtures("collection")
@pytest.mark.parametrize("block", blocks())
def test_an_example_runs(spark, block):
    exec(block, {"spark": spark})
