# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Fixtures: one server for all tests of a run, with the collections that they refresh."""

from __future__ import annotations

import itertools

import pytest

from milvus import EmbeddedMilvus, write_files
from places import OUTPUT


@pytest.fixture(scope="session")
def milvus():
    server = EmbeddedMilvus("milvus")
    yield server
    server.stop()


class Docs:
    """An external collection over real files."""

    def __init__(self, milvus: EmbeddedMilvus, name: str, files: int) -> None:
        self.milvus = milvus
        self.name = name
        self.directory = OUTPUT / "data" / name
        self.rows = write_files(self.directory, files)
        milvus.create_collection(name, self.directory)

    def refresh(self) -> int:
        return self.milvus.refresh(self.name)


@pytest.fixture(scope="session")
def numbers():
    return itertools.count(1)


@pytest.fixture
def docs(milvus, numbers):
    """A collection whose refresh takes about a second."""
    return Docs(milvus, f"docs_{next(numbers)}", files=5)


@pytest.fixture
def lengthy_docs(milvus, numbers):
    """A collection whose refresh takes about four seconds, so that it is seen to run."""
    return Docs(milvus, f"lengthy_{next(numbers)}", files=20)


@pytest.fixture
def slow_docs(milvus, numbers):
    """A collection whose refresh takes about a minute: tests do not wait for it."""
    return Docs(milvus, f"slow_{next(numbers)}", files=300)


@pytest.fixture
def broken(milvus, numbers):
    """A collection whose refresh fails, as its source is missing."""
    name = f"broken_{next(numbers)}"
    milvus.create_collection(name, OUTPUT / "nowhere")
    return name
