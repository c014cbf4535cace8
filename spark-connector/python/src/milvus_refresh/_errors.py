# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The one exception of this package, and how it is read out of what Spark throws."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._job import RefreshJob

CODES = (
    "REFRESH_FAILED",
    "AWAIT_TIMEOUT",
    "JOB_NOT_FOUND",
    "JOB_EXPIRED",
    "JOB_STALLED",
    "REFRESH_IN_PROGRESS",
    "MILVUS_UNREACHABLE",
    "MILVUS_UNAUTHENTICATED",
    "MILVUS_PERMISSION_DENIED",
    "MILVUS_UNSUPPORTED",
    "MILVUS_ERROR",
    "INVALID_ARGUMENT",
)

_CODED = re.compile(r"\[({})\] (.*)".format("|".join(CODES)), re.DOTALL)

# What Spark puts after the message of an exception of the JVM, in its classic form and in Connect.
_AFTER_MESSAGE = re.compile(
    r"\s*(?:\n\s+at \S+\(|\n+JVM stacktrace:|\nCaused by: |\n\tSuppressed: ).*", re.DOTALL
)

_ACTIVE_JOB = re.compile(r"Refresh job ([0-9]+) ")


class MilvusRefreshError(Exception):
    """A refresh or a wait that went wrong. The text starts with its code in brackets.

    Attributes:
        code: One of the codes of the connector, such as ``REFRESH_FAILED`` or ``AWAIT_TIMEOUT``;
            its README says what each means.
        message: What happened and what to do, without the code.
        job_id: The job that this is about; None if no job is concerned.
        job: The job as last seen; None if it was not seen.
    """

    def __init__(
        self,
        code: str,
        message: str,
        job_id: int | None = None,
        job: RefreshJob | None = None,
    ) -> None:
        super().__init__(f"[{code}] {message}")
        self.code = code
        self.message = message
        self.job_id = job_id
        self.job = job

    def __reduce__(self) -> Any:
        """Pickles by the arguments: the default would give the whole text as the code."""
        return type(self), (self.code, self.message, self.job_id, self.job)


def invalid_argument(name: str, value: object, expected: str) -> MilvusRefreshError:
    """Returns the error for a wrong argument, in the connector's words."""
    return MilvusRefreshError(
        "INVALID_ARGUMENT", f"Argument '{name}' is '{value}': expected {expected}."
    )


def of_spark(error: Exception, job_id: int | None = None) -> MilvusRefreshError | None:
    """Finds the connector's error in one of Spark's.

    Args:
        error: What ``spark.sql`` or ``collect`` raised, in classic PySpark or in Spark Connect.
        job_id: The job that was asked for; unless given, a job that the message names.

    Returns:
        The error, without the JVM's stack trace; None if this is not the connector's.
    """
    found = _CODED.search(str(error))
    if found is None:
        return None
    message = _AFTER_MESSAGE.sub("", found.group(2)).strip()
    if job_id is None:
        named = _ACTIVE_JOB.match(message)
        job_id = int(named.group(1)) if named else None
    return MilvusRefreshError(found.group(1), message, job_id)
