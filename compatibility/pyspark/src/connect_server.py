# Licensed under the Apache License, Version 2.0; see LICENSE.
"""A Spark Connect server with the connector."""

from __future__ import annotations

import sys
from pathlib import Path

from places import free_port
from spark import Background, command


class ConnectServer(Background):
    """Listens on loopback from its start to ``stop``."""

    def __init__(self, name: str, uri: str) -> None:
        """Starts it against the Milvus at the address; returns when it listens."""
        port = free_port()
        arguments = ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer"]
        arguments += ["--conf", "spark.connect.grpc.binding.address=127.0.0.1"]
        arguments += ["--conf", f"spark.connect.grpc.binding.port={port}", "spark-internal"]
        # Spark 3.5 needs its server as a jar of its own.
        jars = Path(sys.prefix).glob("connect/*.jar")
        super().__init__(name, command("spark-submit", uri, *arguments, jars=jars))
        self.remote = f"sc://127.0.0.1:{port}"
        try:
            self.wait_for("Spark Connect server started at")
        except AssertionError:
            self.stop()
            raise
