# Licensed under the Apache License, Version 2.0; see LICENSE.
from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest
from pyspark.sql import SparkSession
from spark import Background, command


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="session")
def spark(milvus):
    port = free_port()
    arguments = ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer"]
    arguments += ["--conf", "spark.connect.grpc.binding.address=127.0.0.1"]
    arguments += ["--conf", f"spark.connect.grpc.binding.port={port}"]
    # Spark 3.5 needs its server as a jar of its own.
    jars = Path(sys.prefix).glob("connect/*.jar")
    line = command("spark-submit", milvus.uri, *arguments, "spark-internal", jars=jars)
    server = Background("connect", line)
    try:
        server.wait_for("Spark Connect server started at", timeout_s=180)
        session = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
        # The first query of a session is slow, whatever it asks.
        session.sql("SELECT * FROM milvus_refresh_jobs()").collect()
        yield session
        session.stop()
    finally:
        server.stop()
