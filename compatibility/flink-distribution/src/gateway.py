# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Flink's SQL gateway and its sessions, over REST as any client of it."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError

from cluster import Cluster
from distribution import program
from eventually import eventually
from places import free_port
from programs import Background
from rest import Rest
from sql_client import connect

_ENDED = ("FINISHED", "CANCELED", "ERROR", "TIMEOUT", "CLOSED")


class Gateway(Background):
    """Listens on loopback from its start to ``stop``; runs queries on a cluster."""

    def __init__(self, name: str, cluster: Cluster) -> None:
        port = free_port()
        line = [program("sql-gateway.sh"), "start-foreground", *cluster.options]
        line += ["-Dsql-gateway.endpoint.rest.address=127.0.0.1"]
        line += [f"-Dsql-gateway.endpoint.rest.port={port}"]
        super().__init__(name, line, cluster.environment)
        self.rest = Rest(f"http://127.0.0.1:{port}/v3")
        try:
            eventually("the gateway answers", self._answers)
        except BaseException:
            self.stop()
            raise

    def _answers(self) -> bool:
        self.check_running()
        try:
            return bool(self.rest.get("/info"))
        except OSError:
            return False


class Statement:
    """A statement that was submitted: Flink calls it an operation."""

    def __init__(self, rest: Rest, path: str) -> None:
        self._rest = rest
        self._path = path

    @property
    def status(self) -> str:
        return self._rest.get(f"{self._path}/status")["status"]

    def ended(self, timeout_s: float = 300) -> str:
        """Returns the status that it ended with."""
        return eventually(
            "the statement ends",
            lambda: (status := self.status) in _ENDED and status,
            timeout_s,
        )

    def cancel(self) -> str:
        """Cancels it, and returns the status that the gateway answers."""
        return self._rest.post(f"{self._path}/cancel", {})["status"]

    def rows(self) -> list[list[Any]]:
        """Returns its rows, when they have all come."""
        rows, token = [], "0"
        while True:
            page = self._rest.get(f"{self._path}/result/{token}?rowFormat=JSON")
            rows += [row["fields"] for row in page.get("results", {}).get("data", [])]
            if page["resultType"] == "EOS":
                return rows
            token = page["nextResultUri"].split("/result/")[1].split("?")[0]

    def error(self) -> str:
        """Returns what its result says, which must be an error."""
        try:
            self._rest.get(f"{self._path}/result/0?rowFormat=JSON")
        except HTTPError as error:
            return "\n".join(json.load(error)["errors"])
        raise AssertionError("The statement did not fail.")


class Session:
    """A session, with the connector made known to it."""

    def __init__(self, gateway: Gateway, uri: str) -> None:
        self._rest = gateway.rest
        handle = self._rest.post("/sessions", {})["sessionHandle"]
        self._path = f"/sessions/{handle}"
        for statement in connect(uri):
            self.run(statement)

    def submit(self, sql: str) -> Statement:
        """Starts a statement."""
        handle = self._rest.post(f"{self._path}/statements", {"statement": sql})["operationHandle"]
        return Statement(self._rest, f"{self._path}/operations/{handle}")

    def run(self, sql: str) -> list[list[Any]]:
        """Returns the rows of a statement, once it ended well."""
        statement = self.submit(sql)
        status = statement.ended()
        assert status == "FINISHED", f"{status}: {sql}\n{statement.error()}"
        return statement.rows()

    def fail(self, sql: str) -> str:
        """Returns the error of a statement."""
        statement = self.submit(sql)
        assert statement.ended() == "ERROR", sql
        return statement.error()

    def close(self) -> None:
        self._rest.delete(self._path)
