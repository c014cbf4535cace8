# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The embedded server as a process, and the official Python client beside it."""

from __future__ import annotations

import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
from pymilvus import DataType, MilvusClient

from places import OUTPUT, TOKEN, jar

_START_TIMEOUT_S = 120
_SPEC = '{"format":"parquet"}'


class EmbeddedMilvus:
    """A server that asks for the token, and reads a file a task."""

    def __init__(
        self, name: str, port: int = 0, data: Path | None = None, files_a_second: int = 5
    ) -> None:
        """Starts it; its log is ``<name>.log`` of the outputs."""
        self._log = (OUTPUT / f"{name}.log").open("ab")
        command = ["java", "-jar", str(jar("embedded-server")), "--port", str(port)]
        command += ["--user", TOKEN, "--scan-rate", str(files_a_second), "--files-per-task", "1"]
        if data is not None:
            command += ["--data-dir", str(data)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self._log, text=True
        )
        self.uri = self._read_address()
        # A full pipe would block the server.
        threading.Thread(target=self._drain, daemon=True).start()

    def _read_address(self) -> str:
        deadline = threading.Timer(_START_TIMEOUT_S, self._process.kill)
        deadline.start()
        try:
            for line in self._process.stdout:
                if line.startswith("Listening on "):
                    return line.split()[-1]
        finally:
            deadline.cancel()
        raise AssertionError("The embedded server did not start.")

    def _drain(self) -> None:
        for line in self._process.stdout:
            self._log.write(line.encode())

    @property
    def port(self) -> int:
        return int(self.uri.rsplit(":", 1)[1])

    def stop(self) -> None:
        """Stops it; a job in memory is gone then."""
        self._process.terminate()
        self._process.wait(30)

    def client(self) -> MilvusClient:
        """Returns the official client, with the token."""
        return MilvusClient(uri=self.uri, token=TOKEN)

    def create_collection(self, name: str, source: Path) -> None:
        """Creates an external collection over a directory, which need not exist."""
        client = self.client()
        schema: Any = client.create_schema(external_source=source.as_uri(), external_spec=_SPEC)
        schema.add_field("id", DataType.INT64, external_field="id")
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=2, external_field="vector")
        client.create_collection(name, schema=schema)

    def refresh(self, collection: str) -> int:
        """Starts a refresh as somebody else would; returns the id of the job."""
        return int(self.client().refresh_external_collection(collection))

    def job(self, job_id: int) -> Any:
        """Returns the job as the official client sees it."""
        return self.client().get_refresh_external_collection_progress(job_id)

    def wait_until_ended(self, job_id: int, timeout_s: float = 60) -> str:
        """Returns the state that the job ended with."""
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            state = self.job(job_id).state
            if state in ("RefreshCompleted", "RefreshFailed"):
                return state
            time.sleep(0.1)
        raise AssertionError(f"Job {job_id} still runs after {timeout_s} s.")


def write_files(directory: Path, count: int, rows_each: int = 50) -> int:
    """Writes Parquet files with the columns of the collections; returns how many rows in all."""
    directory.mkdir(parents=True)
    for number in range(count):
        first = number * rows_each
        table = pyarrow.table(
            {
                "id": list(range(first, first + rows_each)),
                "vector": [[float(row), 1.0] for row in range(rows_each)],
            }
        )
        pyarrow.parquet.write_table(table, directory / f"part-{number:04}.parquet")
    return count * rows_each
