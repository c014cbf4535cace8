# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The ends of a wait that are not good ones, in the connector's words."""

from __future__ import annotations

from . import _durations
from ._errors import MilvusRefreshError
from ._job import RefreshJob

_OUTCOME_UNKNOWN = (
    "Its outcome is unknown: Milvus keeps a job for 24 h after its end. Look at the collection, or"
    " refresh again."
)


def failed(job: RefreshJob) -> MilvusRefreshError:
    """The server says that the job failed; its reason stands in the message, verbatim."""
    reason = job.reason or ""
    told = reason or "the server gave no reason"
    return MilvusRefreshError(
        "REFRESH_FAILED",
        f"Refresh job {job.job_id} of collection '{job.collection_name}' failed at"
        f" {job.progress} %: {told}. {_consequence(reason)}",
        job.job_id,
        job,
    )


def _consequence(reason: str) -> str:
    if reason.startswith("timeout waiting for indexes"):
        return "The new data is live but not wholly indexed; wait for the indexes, do not refresh."
    if reason.startswith("timeout"):
        return "The server's limit for a job passed; the previous snapshot stays; refresh again."
    return "The previous snapshot stays; mend the source and refresh again."


def expired(job: RefreshJob) -> MilvusRefreshError:
    """The job was seen and is gone."""
    return MilvusRefreshError(
        "JOB_EXPIRED",
        f"Refresh job {job.job_id} of collection '{job.collection_name}' is gone; last seen"
        f" {job.state} at {job.progress} %. {_OUTCOME_UNKNOWN}",
        job.job_id,
        job,
    )


def unreachable(
    job_id: int, job: RefreshJob | None, away: float, error: MilvusRefreshError
) -> MilvusRefreshError:
    """No good answer came for as long as the wait bears that."""
    return MilvusRefreshError(
        "MILVUS_UNREACHABLE",
        f"No good answer about refresh job {job_id} for {_durations.text(away)}: {error.message}"
        " The job may still run; await it again when the server is back.",
        job_id,
        job,
    )


def timed_out(
    job_id: int,
    job: RefreshJob | None,
    timeout: float,
    age: float | None,
    trouble: MilvusRefreshError | None,
) -> MilvusRefreshError:
    """The deadline passed before the job ended."""
    last_trouble = "" if trouble is None else f" Last trouble: [{trouble.code}] {trouble.message}"
    return MilvusRefreshError(
        "AWAIT_TIMEOUT",
        f"Refresh job {job_id} did not end within {_durations.text(timeout)}."
        f" {_last_seen(job, age)}{last_trouble} The job may still run; await it again with"
        f" await_refresh(spark, {job_id}), or raise timeout.",
        job_id,
        job,
    )


def timed_out_in_queue(
    collection: str, active: MilvusRefreshError, timeout: float
) -> MilvusRefreshError:
    """The deadline passed while another job of the collection ran."""
    runs = "a refresh job" if active.job_id is None else f"refresh job {active.job_id}"
    return MilvusRefreshError(
        "AWAIT_TIMEOUT",
        f"No refresh of collection '{collection}' was started: {runs} runs, and did not end within"
        f" {_durations.text(timeout)}; {_last_seen_in_queue(active.job)}. Await that one, then"
        " refresh again, or raise timeout.",
        active.job_id,
        active.job,
    )


def _last_seen(job: RefreshJob | None, age: float | None) -> str:
    if job is None or age is None:
        return "The server gave no good answer."
    return f"Last seen {_durations.text(age)} ago: {_at(job)}."


def _last_seen_in_queue(job: RefreshJob | None) -> str:
    return "the server gave no good answer" if job is None else f"last seen: {_at(job)}"


def _at(job: RefreshJob) -> str:
    reason = f"reason: {job.reason}" if job.reason else "no reason given"
    return f"{job.state} of collection '{job.collection_name}' at {job.progress} %, {reason}"
