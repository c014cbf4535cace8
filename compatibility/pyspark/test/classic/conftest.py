# Licensed under the Apache License, Version 2.0; see LICENSE.
from __future__ import annotations

import os

import pytest
from pyspark.sql import SparkSession

from places import jar
from spark import connection, environment


@pytest.fixture(scope="session")
def spark(milvus):
    os.environ.update(environment("classic"))
    builder = SparkSession.builder.config("spark.jars", str(jar("spark-connector")))
    for key, value in connection(milvus.uri).items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    # The first query of a session is slow, whatever it asks.
    session.sql("SELECT * FROM milvus_refresh_jobs()").collect()
    yield session
    session.stop()
