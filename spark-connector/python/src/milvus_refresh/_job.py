# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The refresh job as Python sees it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime, timezone
from typing import Any

COMPLETED = "RefreshCompleted"
FAILED = "RefreshFailed"


@dataclass(frozen=True)
class RefreshJob:
    """A refresh job of a Milvus external collection, as the server showed it.

    All but the id and the collection are None for a job that has been started and that the server
    does not show yet.

    Attributes:
        job_id: The server's id, above 0; has up to 19 digits.
        collection_name: The collection, as named at submission.
        state: ``RefreshPending``, ``RefreshInProgress``, ``RefreshCompleted`` or ``RefreshFailed``.
            A newer server may have others, which mean that the job has not ended.
        progress: Finished tasks in percent, 0 to 100; may go backwards.
        reason: The server's reason, if it gave one.
        external_source: The source of the job, secrets masked.
        external_spec: The spec of the job, JSON, secrets masked.
        start_time: When the job was submitted, by the server's clock, in UTC.
        end_time: When the job ended, by the server's clock, in UTC; None while it runs.
        duration_ms: How long the job took, in milliseconds; None while it runs.
    """

    job_id: int
    collection_name: str | None = None
    state: str | None = None
    progress: int | None = None
    reason: str | None = None
    external_source: str | None = None
    external_spec: str | None = None
    start_time: datetime | None = None
    end_time: datetime | None = None
    duration_ms: int | None = None

    @property
    def is_completed(self) -> bool:
        """Whether the refresh completed; progress 100 alone does not mean that."""
        return self.state == COMPLETED

    @property
    def is_failed(self) -> bool:
        """Whether the server says that the job failed."""
        return self.state == FAILED


def of_row(row: Any) -> RefreshJob:
    """Reads a row of Spark that has the columns of a job; others are left out."""
    return RefreshJob(**{field.name: _in_utc(row[field.name]) for field in fields(RefreshJob)})


def _in_utc(value: Any) -> Any:
    """Spark hands timestamps over without a zone, in the one of this process."""
    return value.astimezone(timezone.utc) if isinstance(value, datetime) else value
