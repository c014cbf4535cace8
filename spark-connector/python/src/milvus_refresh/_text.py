# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Progress as text, for scripts, logs and terminals."""

from __future__ import annotations

import re
import shutil
from typing import TextIO

from . import _durations
from ._job import RefreshJob

_BAR_WIDTH = 24
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def describe(job: RefreshJob) -> str:
    """Returns a job in one line of printable characters, without the time waited."""
    of = "" if job.collection_name is None else f" of '{job.collection_name}'"
    reason = f": {job.reason}" if job.reason else ""
    return printable(f"refresh job {job.job_id}{of}: {state(job)}{percent(job)}{reason}")


def state(job: RefreshJob) -> str:
    """Returns the state in plain words: ``RefreshInProgress`` is in progress."""
    if not job.state:
        return "started"
    return _CAPITAL.sub(" ", job.state.replace("Refresh", "", 1)).lower()


def percent(job: RefreshJob) -> str:
    """Returns the progress with a blank before it, or nothing."""
    return "" if job.progress is None else f" {job.progress} %"


def printable(text: str) -> str:
    """Returns the text without control characters, which could steer a terminal."""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )


class Lines:
    """One line for each change, so that a log stays short."""

    def __init__(self, stream: TextIO | None) -> None:
        """Writes to a stream; to none if there is none."""
        self._stream = stream
        self._last = ""

    def show(self, job: RefreshJob, waited: float) -> None:
        """Writes a line if the job changed."""
        self._write(describe(job), f", after {_durations.text(waited)}")

    def note(self, text: str) -> None:
        """Writes a line if the sentence is new."""
        self._write(printable(text))

    def close(self) -> None:
        """Does nothing."""

    def _write(self, line: str, detail: str = "") -> None:
        if self._stream is not None and line != self._last:
            print(f"milvus-refresh: {line}{detail}", file=self._stream, flush=True)
        self._last = line


class TerminalBar:
    """One line of a terminal, rewritten in place."""

    def __init__(self, stream: TextIO) -> None:
        """Writes to a stream that is a terminal."""
        self._stream = stream
        self._line = ""

    def show(self, job: RefreshJob, waited: float) -> None:
        """Draws the bar."""
        done = round(_BAR_WIDTH * min(max(job.progress or 0, 0), 100) / 100)
        bar = "█" * done + "░" * (_BAR_WIDTH - done)
        self._line = f"{bar} {describe(job)}, {_durations.text(int(waited))}"
        self._draw(self._line)

    def note(self, text: str) -> None:
        """Draws the sentence after the bar."""
        self._draw(f"{self._line}; {printable(text)}")

    def close(self) -> None:
        """Goes on to the next line, so that the bar stays."""
        self._stream.write("\n")
        self._stream.flush()

    def _draw(self, line: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        self._stream.write("\r" + line[:width].ljust(width))
        self._stream.flush()
