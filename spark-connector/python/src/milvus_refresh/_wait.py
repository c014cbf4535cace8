# Licensed under the Apache License, Version 2.0; see LICENSE.
"""One wait for one job: the connector's rules, looked after from Python."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Callable

from . import _outcomes, _schedule
from ._display import Display
from ._errors import MilvusRefreshError
from ._job import RefreshJob

# A failure that is not persisted yet can be taken back, or lack its reason.
_CONFIRM_FAILED = 15.0
# How long the server may not know a job: one never seen, after three looks; one that was seen.
_NOT_FOUND_GRACE = 5.0
_NOT_FOUND_LOOKS = 3
_SEEN_NOT_FOUND_GRACE = 15.0
_DOUBT_PAUSE = 1.0


@dataclass(frozen=True)
class WaitOptions:
    """How to wait; all in seconds.

    Attributes:
        timeout: How long in all; 0 looks once.
        unreachable_timeout: How long the server may give no good answer; 0 bears no trouble.
        poll_interval: The pause between looks; None lets it grow with the time waited.
        spent: How much of the timeout was used up before the wait.
    """

    timeout: float
    unreachable_timeout: float
    poll_interval: float | None = None
    spent: float = 0.0


@dataclass(frozen=True)
class Time:
    """The time that a wait goes by, so that tests need none."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Spell:
    """How long something has been so, look after look."""

    def __init__(self) -> None:
        self.looks = 0
        self._since = 0.0

    def goes_on(self, now: float) -> float:
        """Counts a look that found it so; returns for how many seconds it has been."""
        if self.looks == 0:
            self._since = now
        self.looks += 1
        return now - self._since

    def ends(self) -> None:
        """It is no longer so."""
        self.looks = 0


class JobWait:
    """A wait from its first look to its one end. Not thread-safe; runs once."""

    def __init__(
        self,
        job_id: int,
        look: Callable[[int], RefreshJob],
        options: WaitOptions,
        display: Display,
        time: Time,
    ) -> None:
        self._job_id = job_id
        self._look = look
        self._options = options
        self._display = display
        self._time = time
        self._job: RefreshJob | None = None
        self._seen_at = 0.0
        self._trouble: MilvusRefreshError | None = None
        self._unreachable = Spell()
        self._missing = Spell()
        self._failing = Spell()

    def run(self) -> RefreshJob:
        """Waits, at least for one look.

        Returns:
            The completed job.

        Raises:
            MilvusRefreshError: For every other end.
        """
        begin = self._time.now()
        deadline = begin + self._options.timeout - self._options.spent
        while True:
            last = self._time.now() >= deadline
            job = self._observe(begin, last)
            if job is not None and job.is_completed:
                return job
            now = self._time.now()
            if last:
                raise self._timed_out(now)
            self._time.sleep(max(0.0, min(self._pause(now - begin), deadline - now)))

    def _observe(self, begin: float, last: bool) -> RefreshJob | None:
        """Looks once; returns the job if it was seen, raises what ends the wait."""
        try:
            job = self._look(self._job_id)
        except MilvusRefreshError as error:
            trouble = error
        else:
            self._see(job, begin)
            return job
        # Outside of the handler: what is raised here has no other error for its context.
        self._judge_error(trouble, last)
        return None

    def _see(self, job: RefreshJob, begin: float) -> None:
        self._unreachable.ends()
        self._missing.ends()
        self._trouble = None
        self._job, self._seen_at = job, self._time.now()
        self._display.show(job, self._seen_at - begin)
        self._judge_failure(job)

    def _judge_failure(self, job: RefreshJob) -> None:
        if not job.is_failed:
            self._failing.ends()
        elif self._failing.goes_on(self._time.now()) >= _CONFIRM_FAILED or job.end_time is not None:
            raise _outcomes.failed(job)

    def _judge_error(self, error: MilvusRefreshError, last: bool) -> None:
        if error.code == "MILVUS_UNREACHABLE":
            self._bear(error)
        elif error.code == "JOB_NOT_FOUND":
            self._miss(error, last)
        else:
            error.job = self._job
            raise error

    def _bear(self, error: MilvusRefreshError) -> None:
        away = self._unreachable.goes_on(self._time.now())
        self._trouble = error
        self._display.note(error.message)
        if away >= self._options.unreachable_timeout:
            raise _outcomes.unreachable(self._job_id, self._job, away, error)

    def _miss(self, error: MilvusRefreshError, last: bool) -> None:
        missing = self._missing.goes_on(self._time.now())
        if self._job is None:
            gone = missing >= _NOT_FOUND_GRACE and self._missing.looks >= _NOT_FOUND_LOOKS
        else:
            gone = missing >= _SEEN_NOT_FOUND_GRACE
        if gone or last:
            raise error if self._job is None else _outcomes.expired(self._job)

    def _pause(self, waited: float) -> float:
        if self._missing.looks or self._failing.looks:
            return _DOUBT_PAUSE
        return self._options.poll_interval or _schedule.pause(waited)

    def _timed_out(self, now: float) -> MilvusRefreshError:
        age = None if self._job is None else now - self._seen_at
        return _outcomes.timed_out(
            self._job_id, self._job, self._options.timeout, age, self._trouble
        )
