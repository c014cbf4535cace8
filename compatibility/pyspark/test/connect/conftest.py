# Licensed under the Apache License, Version 2.0; see LICENSE.
from __future__ import annotations

import pytest
from pyspark.sql import SparkSession

from connect_server import ConnectServer


@pytest.fixture(scope="session")
def spark(milvus):
    server = ConnectServer("connect", milvus.uri)
    try:
        session = SparkSession.builder.remote(server.remote).getOrCreate()
        # The first query of a session is slow, whatever it asks.
        session.sql("SELECT * FROM milvus_refresh_jobs()").collect()
        yield session
        session.stop()
    finally:
        server.stop()
