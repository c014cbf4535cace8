# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The read that must not begin before the refresh completed."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any


def read_after(spark: Any, docs: Any, end_time: datetime) -> None:
    """Reads the files of the collection now, and checks the order by the clock of the server."""
    begin = datetime.now(timezone.utc)
    rows = spark.read.parquet(str(docs.directory)).count()
    assert rows == docs.rows
    assert begin >= end_time, f"read at {begin}, refreshed only at {end_time}"
