# Licensed under the Apache License, Version 2.0; see LICENSE.
"""What a wait shows while it waits, and where."""

from __future__ import annotations

import sys
from typing import Any, Protocol

from ._job import RefreshJob


class Display(Protocol):
    """Shows one wait. What the server sent is data: it is escaped, never interpreted."""

    def show(self, job: RefreshJob, waited: float) -> None:
        """Shows the job as seen after so many seconds of waiting."""

    def note(self, text: str) -> None:
        """Shows a sentence beside the job, until the job is seen again."""

    def close(self) -> None:
        """Leaves what was shown last; called once, at the end."""


class Silence:
    """Shows nothing."""

    def show(self, job: RefreshJob, waited: float) -> None:
        """Shows nothing."""

    def note(self, text: str) -> None:
        """Shows nothing."""

    def close(self) -> None:
        """Does nothing."""


def choose(progress: bool) -> Display:
    """Returns what suits the place: a bar in a notebook or a terminal, else lines on stderr."""
    from . import _notebook, _text

    if not progress:
        return Silence()
    if _is_notebook():
        return _notebook.NotebookBar(_notebook.publish)
    if sys.stderr is not None and sys.stderr.isatty():
        return _text.TerminalBar(sys.stderr)
    return _text.Lines(sys.stderr)


def _is_notebook() -> bool:
    """Whether a kernel runs this; IPython is looked at, never loaded."""
    ipython: Any = sys.modules.get("IPython")
    shell = None if ipython is None else ipython.get_ipython()
    return getattr(shell, "kernel", None) is not None
