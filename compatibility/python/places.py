# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Where things are."""

from __future__ import annotations

import os
import socket
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = Path(os.environ["MILVUS_REFRESH_OUTPUT"])

# What no output may show: it is handed over by this variable of the environment alone.
TOKEN = os.environ["MILVUS_REFRESH_TOKEN"]
TOKEN_VARIABLE = "MILVUS_REFRESH_TOKEN"

_JARS = {
    "embedded-server": "embedded-server",
    "flink-connector": "flink",
    "spark-connector": "spark",
}


def jar(module: str) -> Path:
    """Returns the packaged jar of ``embedded-server`` or of a connector."""
    found = [
        path
        for path in (ROOT / module / "target").glob(f"milvus-refresh-{_JARS[module]}-*.jar")
        if not path.stem.endswith(("-sources", "-javadoc"))
    ]
    assert len(found) == 1, f"expected one jar of {module}: {found}"
    return found[0]


def free_port() -> int:
    """Returns a port of loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
