# Licensed under the Apache License, Version 2.0; see LICENSE.
"""The functions of this package."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable

from . import _display, _durations, _sql, _trigger
from ._display import Display
from ._durations import Duration
from ._errors import MilvusRefreshError, invalid_argument
from ._job import RefreshJob
from ._queries import Queries
from ._wait import JobWait, Time, WaitOptions


def await_refresh(
    spark: Any,
    job_id: Any,
    timeout: Duration = "1h",
    poll_interval: Duration | None = None,
    progress: bool = True,
    *,
    unreachable_timeout: Duration = "5m",
    catalog: str | None = None,
) -> RefreshJob:
    """Waits until a refresh job completed; raises unless it did.

    Looks after the job from Python, one short statement of Spark at a time, so that Ctrl-C and a
    notebook's Cancel end the wait at once. The job goes on then: Milvus has no call to cancel it.

    Example:
        >>> job = await_refresh(spark, 465787408941891028, timeout="30m")
        >>> job.state
        'RefreshCompleted'

    Args:
        spark: A session, of classic PySpark or of Spark Connect.
        job_id: The id that the refresh returned: a whole number above 0 or its decimal digits.
        timeout: How long to wait in all: ``'90s'``, ``'30m'``, ``'PT1H'``, seconds or a
            ``timedelta``; 0 looks once. A job that ended counts at the last look, however late.
        poll_interval: The pause between two looks, above 0. By default it grows with the root of
            the time waited, from 0.5 s to 10 s.
        progress: Whether to show progress: a bar in a notebook or a terminal, else a line on stderr
            for each change.
        unreachable_timeout: How long Milvus may give no good answer; 0 bears no trouble.
        catalog: The catalog whose ``CALL`` is to ask, with the connection of that catalog. By
            default the table function ``milvus_refresh_job`` asks, with that of ``spark.milvus.*``.

    Returns:
        The completed job.

    Raises:
        MilvusRefreshError: ``REFRESH_FAILED`` with the server's reason, ``AWAIT_TIMEOUT`` with the
            job as last seen, ``JOB_NOT_FOUND``, ``JOB_EXPIRED``, ``MILVUS_UNREACHABLE``,
            ``INVALID_ARGUMENT``, or what else the connector says.
        KeyboardInterrupt: When interrupted; its text says how to wait on.
    """
    number = _sql.job_id(job_id)
    options = _options(timeout, poll_interval, unreachable_timeout)
    queries = Queries(spark, catalog)
    return _wait(queries, number, options, _display.choose(progress), Time())


def refresh(
    spark: Any,
    collection: str,
    *,
    external_source: str | None = None,
    external_spec: str | None = None,
    if_running: str = "fail",
    timeout: Duration = "1h",
    progress: bool = True,
    catalog: str = "milvus_refresh",
) -> RefreshJob:
    """Starts a refresh of an external collection and returns its job, without waiting for it.

    Args:
        spark: A session, of classic PySpark or of Spark Connect.
        collection: ``'coll'`` or ``'db.coll'``.
        external_source: A new source; with ``external_spec`` or not at all.
        external_spec: A new spec, JSON. Spark logs it: keep keys out.
        if_running: What to do when another refresh of the collection runs: ``'fail'``,
            ``'attach'`` to that one, which may have read the source before your last write, or
            ``'queue'``: wait until it ended, in whatever way, then refresh.
        timeout: How long to queue; see ``await_refresh``.
        progress: Whether to show the job that is queued for; see ``await_refresh``.
        catalog: The catalog whose ``CALL`` refreshes.

    Returns:
        The job as first seen; of one that the server does not show yet, only the id and the
        collection are known.

    Raises:
        MilvusRefreshError: ``REFRESH_IN_PROGRESS`` with the active job's id as ``job_id``,
            ``AWAIT_TIMEOUT`` if none was started in time, or what else the connector says.
        KeyboardInterrupt: When interrupted while queueing; no refresh was started then.
    """
    options = _options(timeout, None, "5m")
    how = _trigger.if_running(if_running)
    queries = Queries(spark, catalog)
    arguments = {
        "collection": collection,
        "external_source": external_source,
        "external_spec": external_spec,
        "if_running": "fail" if how == "queue" else how,
    }
    if how == "queue":
        return _queue(queries, arguments, options, progress)
    return queries.refresh(arguments)


def refresh_and_await(
    spark: Any,
    collection: str,
    *,
    external_source: str | None = None,
    external_spec: str | None = None,
    if_running: str = "fail",
    timeout: Duration = "1h",
    poll_interval: Duration | None = None,
    progress: bool = True,
    unreachable_timeout: Duration = "5m",
    catalog: str = "milvus_refresh",
) -> RefreshJob:
    """Refreshes an external collection and waits until the job completed; raises unless it did.

    Example:
        >>> refresh_and_await(spark, "docs", if_running="queue", timeout="30m").duration_ms
        41873

    Args:
        spark: See ``refresh``.
        collection: See ``refresh``.
        external_source: See ``refresh``.
        external_spec: See ``refresh``.
        if_running: See ``refresh``.
        timeout: How long to queue and to wait, together; see ``await_refresh``.
        poll_interval: See ``await_refresh``.
        progress: See ``await_refresh``.
        unreachable_timeout: See ``await_refresh``.
        catalog: The catalog whose ``CALL`` refreshes, and asks for the job.

    Returns:
        The completed job.

    Raises:
        MilvusRefreshError: As ``refresh`` and ``await_refresh`` do.
        KeyboardInterrupt: When interrupted; its text says what became of the job.
    """
    options = _options(timeout, poll_interval, unreachable_timeout)
    time = Time()
    begin = time.now()
    job = refresh(
        spark,
        collection,
        external_source=external_source,
        external_spec=external_spec,
        if_running=if_running,
        timeout=timeout,
        progress=progress,
        catalog=catalog,
    )
    options = replace(options, spent=time.now() - begin)
    return _wait(Queries(spark, catalog), job.job_id, options, _display.choose(progress), time)


def jobs(
    spark: Any, collection: str | None = None, *, catalog: str | None = None
) -> list[RefreshJob]:
    """Returns the refresh jobs that the server remembers: active ones, and ended ones for 24 hours.

    Args:
        spark: A session, of classic PySpark or of Spark Connect.
        collection: Only those of ``'coll'`` or ``'db.coll'``; by default all that the user may see.
        catalog: See ``await_refresh``.

    Returns:
        The jobs, newest first; may be empty.

    Raises:
        MilvusRefreshError: As the connector says.
    """
    return Queries(spark, catalog).jobs(collection)


def _options(
    timeout: Duration, poll_interval: Duration | None, unreachable_timeout: Duration
) -> WaitOptions:
    pause = None if poll_interval is None else _durations.seconds("poll_interval", poll_interval)
    if pause == 0:
        raise invalid_argument("poll_interval", poll_interval, "a duration above zero")
    return WaitOptions(
        _durations.seconds("timeout", timeout),
        _durations.seconds("unreachable_timeout", unreachable_timeout),
        pause,
    )


def _queue(
    queries: Queries, arguments: dict[str, str | None], options: WaitOptions, progress: bool
) -> RefreshJob:
    time = Time()

    def await_active(job_id: int, left: float) -> RefreshJob:
        turn = replace(options, timeout=left)
        hint = "Stopped queueing; no refresh was started."
        return _wait(queries, job_id, turn, _display.choose(progress), time, hint)

    return _trigger.start_in_turn(
        str(arguments["collection"]),
        lambda: queries.refresh(arguments),
        await_active,
        options.timeout,
        time,
    )


def _wait(
    queries: Queries,
    job_id: int,
    options: WaitOptions,
    display: Display,
    time: Time,
    when_interrupted: str = "",
) -> RefreshJob:
    wait = JobWait(job_id, queries.job, options, display, time)
    hint = when_interrupted or (
        f"Stopped waiting; refresh job {job_id} goes on. To wait on: await_refresh(spark, {job_id})"
    )
    return _shown(wait.run, display, hint)


def _shown(run: Callable[[], RefreshJob], display: Display, hint: str) -> RefreshJob:
    """Runs a wait and shows its end, also one that the user made."""
    try:
        return run()
    except MilvusRefreshError as error:
        if error.code != "REFRESH_FAILED":
            display.note(f"The wait ended with {error.code}.")
        raise
    except KeyboardInterrupt:
        display.note(hint)
        raise KeyboardInterrupt(hint) from None
    finally:
        display.close()
