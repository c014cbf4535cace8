# Licensed under the Apache License, Version 2.0; see LICENSE.
from __future__ import annotations

import pytest
from virtual import VirtualTime, job

from milvus_refresh import MilvusRefreshError, RefreshJob
from milvus_refresh._trigger import if_running, start_in_turn

STARTED = RefreshJob(7, "docs")


def in_progress(job_id=3):
    return MilvusRefreshError("REFRESH_IN_PROGRESS", "Another one runs.", job_id)


class Server:
    """Refuses until the given seconds have passed."""

    def __init__(self, busy_for: float, active=3, end=None):
        self.clock = VirtualTime()
        self.free_at = self.clock.seconds + busy_for
        self.active = active
        self.end = end
        self.awaited = []

    def start(self) -> RefreshJob:
        if self.clock.seconds < self.free_at:
            raise in_progress(self.active)
        return STARTED

    def await_active(self, job_id: int, left: float) -> RefreshJob:
        self.awaited.append((job_id, left))
        self.clock.seconds = min(self.free_at, self.clock.seconds + left)
        if self.clock.seconds < self.free_at:
            raise MilvusRefreshError("AWAIT_TIMEOUT", "Too long.", job_id, job())
        if self.end is not None:
            raise self.end
        return job("Completed", 100)

    def queue(self, timeout: float = 60.0) -> RefreshJob:
        return start_in_turn("docs", self.start, self.await_active, timeout, self.clock.time)


def test_starts_at_once_if_nothing_runs():
    server = Server(busy_for=0)

    assert server.queue() is STARTED
    assert server.awaited == []


@pytest.mark.parametrize("end", [None, "REFRESH_FAILED", "JOB_EXPIRED", "JOB_NOT_FOUND"])
def test_starts_after_the_active_job_however_it_ended(end):
    server = Server(busy_for=20, end=end and MilvusRefreshError(end, "Over.", 3))

    assert server.queue() is STARTED
    assert server.awaited == [(3, 60.0)]


def test_looks_again_when_the_active_job_is_not_named():
    server = Server(busy_for=1.2, active=None)

    assert server.queue() is STARTED
    assert server.clock.slept == [0.5, 0.5, 0.5]


def test_says_that_nothing_was_started_when_the_time_is_up():
    with pytest.raises(MilvusRefreshError) as caught:
        Server(busy_for=100).queue()

    assert caught.value.code == "AWAIT_TIMEOUT"
    assert caught.value.job_id == 3
    assert caught.value.message == (
        "No refresh of collection 'docs' was started: refresh job 3 runs, and did not end within"
        " 1m; last seen: RefreshInProgress of collection 'docs' at 42 %, no reason given. Await"
        " that one, then refresh again, or raise timeout."
    )


def test_does_not_queue_without_time():
    with pytest.raises(MilvusRefreshError, match="the server gave no good answer"):
        Server(busy_for=100).queue(timeout=0)


def test_other_errors_end_the_queueing():
    server = Server(busy_for=20, end=MilvusRefreshError("MILVUS_UNREACHABLE", "Away.", 3))

    with pytest.raises(MilvusRefreshError, match=r"^\[MILVUS_UNREACHABLE\] Away\.$"):
        server.queue()


def test_the_words_are_taken_in_any_case():
    assert if_running(" Queue ") == "queue"


@pytest.mark.parametrize("word", ["wait", "", None])
def test_other_words_are_refused(word):
    with pytest.raises(MilvusRefreshError, match=r"'if_running' is .* one of fail, attach, queue"):
        if_running(word)
