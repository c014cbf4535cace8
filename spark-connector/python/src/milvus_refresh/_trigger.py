# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Starting a refresh, when need be after the one that runs."""

from __future__ import annotations

from functools import partial
from typing import Callable

from . import _outcomes, _schedule
from ._errors import MilvusRefreshError, invalid_argument
from ._job import RefreshJob
from ._wait import Time

IF_RUNNING = ("fail", "attach", "queue")
_ENDED = ("REFRESH_FAILED", "JOB_EXPIRED", "JOB_NOT_FOUND")

Start = Callable[[], RefreshJob]
Await = Callable[[int, float], RefreshJob]


def if_running(value: str) -> str:
    """Reads the argument, in any case.

    Raises:
        MilvusRefreshError: ``INVALID_ARGUMENT`` if it is none of the three words.
    """
    word = value.strip().lower() if isinstance(value, str) else ""
    if word not in IF_RUNNING:
        raise invalid_argument("if_running", value, "one of " + ", ".join(IF_RUNNING))
    return word


def start_in_turn(
    collection: str, start: Start, await_active: Await, timeout: float, time: Time
) -> RefreshJob:
    """Starts a refresh as soon as no other one of the collection runs.

    Queues here instead of in the connector, because a call into the JVM hears no Ctrl-C.

    Args:
        collection: For the error.
        start: Sends the refresh once; refused with ``REFRESH_IN_PROGRESS`` while another one runs.
        await_active: Waits for a job, within so many seconds.
        timeout: How long to queue, in seconds.
        time: The time to go by.

    Returns:
        The job that was started.

    Raises:
        MilvusRefreshError: ``AWAIT_TIMEOUT`` if none was started in time; whatever else the two
            calls raise.
    """
    deadline = time.now() + timeout
    while True:
        try:
            return start()
        except MilvusRefreshError as error:
            if error.code != "REFRESH_IN_PROGRESS":
                raise
            active = error
        left = deadline - time.now()
        if left <= 0:
            raise _outcomes.timed_out_in_queue(collection, active, timeout)
        job_id = active.job_id
        if job_id is None:
            time.sleep(min(_schedule.MIN_PAUSE, left))
        else:
            _outlast(partial(await_active, job_id, left), collection, timeout)


def _outlast(wait: Start, collection: str, timeout: float) -> None:
    """Waits for the end of the active job, in whatever way it ends."""
    try:
        wait()
    except MilvusRefreshError as error:
        if error.code == "AWAIT_TIMEOUT":
            raise _outcomes.timed_out_in_queue(collection, error, timeout) from None
        if error.code not in _ENDED:
            raise
