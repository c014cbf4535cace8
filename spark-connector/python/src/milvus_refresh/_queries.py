# Licensed under the Apache License, Version 2.0; see LICENSE.
"""What is asked of Spark: SQL and nothing else, so that Spark Connect serves as well."""

from __future__ import annotations

from typing import Any

from . import _job, _sql
from ._errors import of_spark
from ._job import RefreshJob


class Queries:
    """The questions to one Milvus server. Each asks once, blocks until the answer, and raises
    ``MilvusRefreshError`` for an error of the connector, else what Spark raised.
    """

    def __init__(self, spark: Any, catalog: str | None) -> None:
        """Asks through the procedures of a catalog, or without one through the table functions."""
        self._spark = spark
        self._catalog = None if catalog is None else _sql.name(catalog)

    def job(self, job_id: int) -> RefreshJob:
        """Returns a job as it is now."""
        return self._rows("refresh_job", str(job_id), job_id)[0]

    def jobs(self, collection: str | None) -> list[RefreshJob]:
        """Returns the jobs that the server remembers, newest first."""
        return self._rows("refresh_jobs", "" if collection is None else _sql.literal(collection))

    def refresh(self, arguments: dict[str, str | None]) -> RefreshJob:
        """Starts a refresh; arguments that are None are left out."""
        given = {key: value for key, value in arguments.items() if value is not None}
        text = ", ".join(f"{key} => {_sql.literal(value)}" for key, value in given.items())
        return self._rows("refresh", text)[0]

    def _rows(self, routine: str, arguments: str, job_id: int | None = None) -> list[RefreshJob]:
        statement = (
            f"SELECT * FROM milvus_{routine}({arguments})"
            if self._catalog is None
            else f"CALL {self._catalog}.sys.{routine}({arguments})"
        )
        try:
            return [_job.of_row(row) for row in self._spark.sql(statement).collect()]
        except Exception as error:
            ours = of_spark(error, job_id)
            if ours is None:
                raise
            # The message tells all; the stack of the JVM would bury it.
            raise ours from None
