# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Spark's own programs, with the connector and the connection as a user gives them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pyspark

import programs
from places import OUTPUT, TOKEN, TOKEN_VARIABLE, jar

PROGRAMS = Path(__file__).parents[1] / "programs"
SPARK_HOME = Path(pyspark.__file__).parent
VERSION = tuple(int(part) for part in pyspark.__version__.split(".")[:2])

CATALOG = "spark.sql.catalog.milvus_refresh"
_PACKAGE = "io.github.milvusrefresh.spark"

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


def run(name: str, line: list[str]) -> programs.Finished:
    """Runs a program of Spark's to its end; keeps what it printed in the outputs."""
    return programs.run(name, line, environment(name))


class Background(programs.Background):
    """A program of Spark's that goes on until it is stopped, such as a server."""

    def __init__(self, name: str, line: list[str]) -> None:
        super().__init__(name, line, environment(name))
