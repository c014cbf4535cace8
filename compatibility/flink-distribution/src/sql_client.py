# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Scripts for Flink's SQL client, run as a scheduler runs them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import programs
from cluster import Cluster
from distribution import program
from places import OUTPUT, TOKEN_VARIABLE


def connection(uri: str) -> str:
    """Returns the options of catalog and module, with the token by reference."""
    return f"'uri' = '{uri}', 'token-env' = '{TOKEN_VARIABLE}'"


def connect(uri: str) -> list[str]:
    """Returns the statements that make the procedures and the table functions known."""
    return [
        f"CREATE CATALOG milvus_refresh WITH ('type' = 'milvus-refresh', {connection(uri)})",
        f"LOAD MODULE `milvus-refresh` WITH ({connection(uri)})",
    ]


def run_script(
    name: str, cluster: Cluster, uri: str, *statements: str, jars: Iterable[Path] = ()
) -> programs.Finished:
    """Runs ``sql-client.sh -i <the connection> -f <the statements>``, jars added with ``-j``."""
    init = _file(f"{name}.init.sql", connect(uri))
    script = _file(
        f"{name}.sql", ["SET 'sql-client.execution.result-mode' = 'tableau'", *statements]
    )
    line = [program("sql-client.sh"), *cluster.options, "-i", str(init), "-f", str(script)]
    line += ["-hist", str(OUTPUT / f"{name}.history")]
    for jar in jars:
        line += ["-j", str(jar)]
    return programs.run(name, line, cluster.environment)


def _file(name: str, statements: Iterable[str]) -> Path:
    path = OUTPUT / name
    path.write_text(";\n".join(statements) + ";\n")
    return path
