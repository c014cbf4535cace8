# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Spark's own programs, with the connector and the connection as a user gives them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from places import OUTPUT, SPARK_HOME, TOKEN, TOKEN_VARIABLE, VERSION, jar

CATALOG = "spark.sql.catalog.milvus_refresh"
_PACKAGE = "io.github.milvusrefresh.spark"
_TIMEOUT_S = 180

# From Spark 4.0 on catalogs have procedures.
_HAS_PROCEDURES = VERSION >= (4, 0)

# For CALL, and for the table functions: the sessions of PySpark 3.5 do not look for extensions.
_EXTENSIONS_3_5 = f"{_PACKAGE}.MilvusRefreshCallExtensions,{_PACKAGE}.MilvusRefreshExtensions"

_LOG4J = """\
rootLogger.level = info
rootLogger.appenderRef.file.ref = file
appender.file.type = File
appender.file.name = file
appender.file.fileName = {file}
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d{{HH:mm:ss.SSS}} %p %c{{1}}: %m%n%ex
"""


def connection(uri: str) -> dict[str, str]:
    """Returns the configuration that a user writes, with the token by reference."""
    if _HAS_PROCEDURES:
        session = {CATALOG: f"{_PACKAGE}.MilvusRefreshProcedureCatalog"}
    else:
        session = {
            CATALOG: f"{_PACKAGE}.MilvusRefreshCatalog",
            "spark.sql.extensions": _EXTENSIONS_3_5,
        }
    return {
        **session,
        f"{CATALOG}.uri": uri,
        f"{CATALOG}.token-env": TOKEN_VARIABLE,
        "spark.milvus.uri": uri,
        "spark.milvus.token-env": TOKEN_VARIABLE,
    }


def environment(name: str) -> dict[str, str]:
    """Returns the environment of a program: logs at INFO in a file, no UI, no metastore."""
    configuration = OUTPUT / f"{name}.conf"
    configuration.mkdir(exist_ok=True)
    (configuration / "log4j2.properties").write_text(_LOG4J.format(file=OUTPUT / f"{name}.log"))
    (configuration / "spark-defaults.conf").write_text(
        "spark.master                        local[2]\n"
        "spark.ui.enabled                    false\n"
        "spark.sql.catalogImplementation     in-memory\n"
        "spark.sql.shuffle.partitions        1\n"
        f"spark.sql.warehouse.dir             {OUTPUT / 'warehouse'}\n"
    )
    return {
        **os.environ,
        "SPARK_CONF_DIR": str(configuration),
        "SPARK_HOME": str(SPARK_HOME),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
        TOKEN_VARIABLE: TOKEN,
    }


def command(program: str, uri: str, *arguments: str, jars: Iterable[Path] = ()) -> list[str]:
    """Returns the command line of a program of Spark's ``bin``; ``jars`` come beside ours."""
    all_jars = ",".join(str(path) for path in [jar("spark-connector"), *jars])
    line = [str(SPARK_HOME / "bin" / program), "--jars", all_jars]
    for key, value in connection(uri).items():
        line += ["--conf", f"{key}={value}"]
    return [*line, *arguments]


class Finished:
    """What a program left: its status and all that it printed."""

    def __init__(self, status: int, stdout: str, stderr: str) -> None:
        self.status = status
        self.stdout = stdout
        self.output = stdout + stderr


def run(name: str, line: list[str]) -> Finished:
    """Runs a program to its end; keeps what it printed in the outputs."""
    done = subprocess.run(
        line, env=environment(name), capture_output=True, text=True, timeout=_TIMEOUT_S, cwd=OUTPUT
    )
    (OUTPUT / f"{name}.out").write_text(done.stdout + done.stderr)
    return Finished(done.returncode, done.stdout, done.stderr)


class Background:
    """A program that goes on until it is stopped, such as a server."""

    def __init__(self, name: str, line: list[str]) -> None:
        self._out = OUTPUT / f"{name}.out"
        self._log = OUTPUT / f"{name}.log"
        with self._out.open("wb") as out:
            self.process = subprocess.Popen(
                line,
                env=environment(name),
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.STDOUT,
                cwd=OUTPUT,
                start_new_session=True,
            )

    def printed(self) -> str:
        """Returns what it printed and logged so far."""
        return "".join(
            path.read_text(errors="replace") for path in (self._out, self._log) if path.exists()
        )

    def wait_for(self, text: str, timeout_s: float = 60) -> None:
        """Returns once it printed or logged the text."""
        deadline = time.monotonic() + timeout_s
        while text not in self.printed():
            assert self.process.poll() is None, (
                f"It ended before '{text}':\n{self.printed()[-3000:]}"
            )
            assert time.monotonic() < deadline, f"No '{text}':\n{self.printed()[-3000:]}"
            time.sleep(0.1)

    def press_enter(self) -> None:
        """Sends a line to its standard input."""
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()

    def press_ctrl_c(self) -> None:
        """Sends what a terminal does: SIGINT to all processes of the program."""
        os.killpg(self.process.pid, signal.SIGINT)

    def stop(self, timeout_s: float = 30) -> int | None:
        """Asks it to end, and returns its status."""
        self.process.terminate()
        return self.process.wait(timeout_s)
