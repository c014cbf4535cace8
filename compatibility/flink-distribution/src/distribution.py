# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The distribution of Flink that is under test, and how its programs are called."""

from __future__ import annotations

import os
from pathlib import Path

from places import OUTPUT, jar

PROGRAMS = Path(__file__).parents[1] / "programs"
_ENVIRONMENT = Path(os.environ["FLINK_UNDER_TEST"])
(_HOME,) = _ENVIRONMENT.glob("lib/python3*/site-packages/pyflink")

PYTHON = str(_ENVIRONMENT / "bin/python")
LIB = _HOME / "lib"


def program(name: str) -> str:
    """Returns the path of a program of ``bin``."""
    return str(_HOME / "bin" / name)


def environment(name: str, *, connector_in_lib: bool) -> dict[str, str]:
    """Returns the environment of a program: its logs are in the outputs, ``lib`` as asked for."""
    logs = OUTPUT / f"{name}.logs"
    logs.mkdir(exist_ok=True)
    variables = {
        **os.environ,
        "FLINK_IDENT_STRING": name,
        "FLINK_LOG_DIR": str(logs),
        "FLINK_PID_DIR": str(logs),
    }
    if connector_in_lib:
        variables["FLINK_LIB_DIR"] = str(_lib_with_connector())
    return variables


def _lib_with_connector() -> Path:
    """Returns a ``lib`` that has our jar too; that of the distribution stays as it is."""
    directory = OUTPUT / "lib"
    if not directory.exists():
        directory.mkdir()
        for path in [*LIB.iterdir(), jar("flink-connector")]:
            (directory / path.name).symlink_to(path)
    return directory
