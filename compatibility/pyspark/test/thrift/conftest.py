# Licensed under the Apache License, Version 2.0; see LICENSE.
from __future__ import annotations

import pytest

from places import free_port
from spark import Background, command

_CLASS = "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2"


class ThriftServer(Background):
    """A Thrift server with the connector, on loopback."""

    def __init__(self, uri: str) -> None:
        """Starts it, against the Milvus at the address."""
        port = free_port()
        arguments = ["--class", _CLASS, "spark-internal"]
        arguments += ["--hiveconf", "hive.server2.thrift.bind.host=127.0.0.1"]
        arguments += ["--hiveconf", f"hive.server2.thrift.port={port}"]
        super().__init__("thrift", command("spark-submit", uri, *arguments))
        self.url = f"jdbc:hive2://127.0.0.1:{port}/"


@pytest.fixture(scope="session")
def server(milvus):
    thrift = ThriftServer(milvus.uri)
    try:
        thrift.wait_for("HiveThriftServer2 started")
        yield thrift
    finally:
        thrift.stop()
