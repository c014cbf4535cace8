# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Virtual time, a scripted server and a display that remembers."""

from __future__ import annotations

from typing import Any, Callable, Union

from milvus_refresh import MilvusRefreshError, RefreshJob
from milvus_refresh._wait import JobWait, Time, WaitOptions

JOB_ID = 465787408941891028
HOUR = 3600.0

Answer = Union[RefreshJob, MilvusRefreshError]


class VirtualTime:
    """Sleeps at once, and remembers for how long."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.slept.append(seconds)
        self.seconds += seconds

    @property
    def time(self) -> Time:
        return Time(self.now, self.sleep)


class Remembering:
    """A display that keeps what it was told."""

    def __init__(self) -> None:
        self.shown: list[RefreshJob] = []
        self.waited: list[float] = []
        self.notes: list[str] = []
        self.closed = 0

    def show(self, job: RefreshJob, waited: float) -> None:
        self.shown.append(job)
        self.waited.append(waited)

    def note(self, text: str) -> None:
        self.notes.append(text)

    def close(self) -> None:
        self.closed += 1


class Scenario:
    """A wait in virtual time, against a server that answers as a function of the time."""

    def __init__(self, answer: Callable[[float], Answer], **options: Any) -> None:
        self.clock = VirtualTime()
        self.display = Remembering()
        self.begin = self.clock.seconds
        self.looks: list[float] = []
        self._answer = answer
        given = {"timeout": HOUR, "unreachable_timeout": 300.0, **options}
        self.wait = JobWait(JOB_ID, self._look, WaitOptions(**given), self.display, self.clock.time)

    def _look(self, job_id: int) -> RefreshJob:
        assert job_id == JOB_ID
        elapsed = self.clock.seconds - self.begin
        self.looks.append(elapsed)
        answer = self._answer(elapsed)
        if isinstance(answer, MilvusRefreshError):
            raise answer
        return answer

    @property
    def elapsed(self) -> float:
        return self.clock.seconds - self.begin

    def fails(self) -> MilvusRefreshError:
        """Runs the wait and returns the error that ends it."""
        try:
            job = self.wait.run()
        except MilvusRefreshError as error:
            return error
        raise AssertionError(f"The wait ended well: {job}")


def job(
    state: str = "InProgress",
    progress: int | None = 42,
    reason: str | None = None,
    end_time: Any = None,
    name: str = "docs",
) -> RefreshJob:
    return RefreshJob(JOB_ID, name, "Refresh" + state, progress, reason, end_time=end_time)


def missing() -> MilvusRefreshError:
    return MilvusRefreshError("JOB_NOT_FOUND", "The server does not know it.", JOB_ID)


def unreachable() -> MilvusRefreshError:
    return MilvusRefreshError("MILVUS_UNREACHABLE", "The connection was refused.", JOB_ID)


def script(*answers: Answer) -> Callable[[float], Answer]:
    """One answer a look; the last one stays."""
    left = list(answers)
    return lambda elapsed: left.pop(0) if len(left) > 1 else left[0]
