# Licensed under the Apache License, Version 2.0; see LICENSE.
"""A standalone cluster on loopback: a job manager and a task manager, each a process."""

from __future__ import annotations

from typing import Any

from distribution import environment, program
from eventually import eventually
from places import OUTPUT, free_port
from programs import Background
from rest import Rest


class Cluster:
    """Runs from its start to ``stop``."""

    def __init__(self, name: str, *, connector_in_lib: bool) -> None:
        """Starts it, with our jar in ``lib`` or without; returns when it has slots."""
        self._name = name
        self._port = free_port()
        self.environment = environment(name, connector_in_lib=connector_in_lib)
        rpc_port = free_port()
        self._processes = [
            self._start(script, rpc_port) for script in ("jobmanager.sh", "taskmanager.sh")
        ]
        self.rest = Rest(f"http://127.0.0.1:{self._port}")
        try:
            eventually("the cluster has slots", self._slots)
        except BaseException:
            self.stop()
            raise

    def _start(self, script: str, rpc_port: int) -> Background:
        options = {
            "rest.port": self._port,
            "jobmanager.rpc.port": rpc_port,
            "jobmanager.memory.process.size": "1g",
            "taskmanager.memory.process.size": "1g",
            "taskmanager.numberOfTaskSlots": 4,
            "io.tmp.dirs": OUTPUT / f"{self._name}.tmp",
        }
        line = [program(script), "start-foreground"]
        for key, value in options.items():
            line += ["-D", f"{key}={value}"]
        return Background(f"{self._name}-{script.removesuffix('.sh')}", line, self.environment)

    def _slots(self) -> int:
        for process in self._processes:
            process.check_running()
        try:
            return self.rest.get("/overview")["slots-total"]
        except OSError:
            return 0

    @property
    def options(self) -> list[str]:
        """Returns the arguments that tell Flink's clients where the cluster is."""
        return ["-Drest.address=127.0.0.1", f"-Drest.port={self._port}"]

    def job(self, job_id: str) -> Any:
        """Returns what the web interface shows of a job."""
        return self.rest.get(f"/jobs/{job_id}")

    def checkpoints(self, job_id: str) -> int:
        """Returns how many checkpoints of a job have completed."""
        return self.rest.get(f"/jobs/{job_id}/checkpoints")["counts"]["completed"]

    def stop(self) -> None:
        """Stops both processes."""
        for process in reversed(self._processes):
            process.stop()
