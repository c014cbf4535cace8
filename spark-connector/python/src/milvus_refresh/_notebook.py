# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Progress in a notebook: one output, updated in place."""

from __future__ import annotations

from html import escape
from typing import Any, Callable, Protocol

from . import _durations, _text
from ._job import RefreshJob


class Handle(Protocol):
    """What IPython's ``display(..., display_id=True)`` returns."""

    def update(self, bundle: dict[str, str], **options: Any) -> None:
        """Replaces the output."""


Publish = Callable[[dict[str, str]], Handle]

# Colours that keep their contrast on light and on dark pages; all else takes the page's own.
_RUNNING, _COMPLETED, _FAILED = "#2f7de1", "#2a9d5c", "#d64545"


def publish(bundle: dict[str, str]) -> Handle:
    """Opens an output in the running cell."""
    from IPython.display import display

    handle: Handle = display(bundle, raw=True, display_id=True)
    return handle


class NotebookBar:
    """A bar as HTML, and as plain text for readers that show none."""

    def __init__(self, publish: Publish) -> None:
        """Opens its output at the first sight of the job, through ``publish``."""
        self._publish = publish
        self._handle: Handle | None = None
        self._job: RefreshJob | None = None
        self._waited = 0.0

    def show(self, job: RefreshJob, waited: float) -> None:
        """Draws the job."""
        self._job, self._waited = job, waited
        self._update("")

    def note(self, text: str) -> None:
        """Draws the job with a sentence below."""
        self._update(text)

    def close(self) -> None:
        """Does nothing: the output stays."""

    def _update(self, note: str) -> None:
        bundle = {
            "text/html": _html(self._job, self._waited, note),
            "text/plain": _plain(self._job, self._waited, note),
        }
        if self._handle is None:
            self._handle = self._publish(bundle)
        else:
            self._handle.update(bundle, raw=True)


def _plain(job: RefreshJob | None, waited: float, note: str) -> str:
    seen = "" if job is None else f"{_text.describe(job)}, after {_durations.text(waited)}"
    return "; ".join(part for part in (seen, _text.printable(note)) if part)


def _html(job: RefreshJob | None, waited: float, note: str) -> str:
    bar = "" if job is None else _bar(job, waited)
    return (
        '<div style="max-width:46rem;margin:.4em 0;font:inherit;line-height:1.5">'
        f"{bar}{_line(note)}</div>"
    )


def _bar(job: RefreshJob, waited: float) -> str:
    colour = _COMPLETED if job.is_completed else _FAILED if job.is_failed else _RUNNING
    progress = min(max(job.progress or 0, 0), 100)
    shown = int(waited) if waited >= 1 else waited
    return (
        '<div style="display:flex;justify-content:space-between;gap:1em">'
        f"<span><b>{escape(job.collection_name or '')}</b>"
        f' <span style="opacity:.65">refresh job {job.job_id}</span></span>'
        f'<span style="font-variant-numeric:tabular-nums">'
        f'<b style="color:{colour}">{escape(_text.state(job).capitalize())}</b>'
        f"{escape(_text.percent(job))}"
        f' <span style="opacity:.65">· {_durations.text(shown)}</span>'
        "</span></div>"
        f'<div role="progressbar" aria-valuemin="0" aria-valuemax="100" aria-valuenow="{progress}"'
        ' style="height:.5em;margin:.25em 0;border-radius:.25em;overflow:hidden;'
        'background:rgba(128,128,128,.25)">'
        f'<div style="height:100%;width:{progress}%;background:{colour}"></div></div>'
        f"{_line(job.reason or '')}"
    )


def _line(text: str) -> str:
    return f'<div style="opacity:.8">{escape(text)}</div>' if text else ""
