# Licensed under the Apache License, Version 2.0; see LICENSE.
from __future__ import annotations

import io
import sys
from types import SimpleNamespace

import pytest
from virtual import JOB_ID, job

from milvus_refresh import RefreshJob
from milvus_refresh._display import Silence, choose
from milvus_refresh._notebook import NotebookBar
from milvus_refresh._text import Lines, TerminalBar, describe

EVIL = "<script>alert('x')</script> & \x1b[31m"


class Notebook:
    """Keeps what is displayed, as IPython would."""

    def __init__(self):
        self.opened = 0
        self.bundles = []

    def publish(self, bundle):
        self.opened += 1
        self.bundles.append(bundle)
        return self

    def update(self, bundle, raw):
        assert raw is True
        self.bundles.append(bundle)

    @property
    def html(self):
        return self.bundles[-1]["text/html"]

    @property
    def plain(self):
        return self.bundles[-1]["text/plain"]


class TestNotebook:
    def test_updates_one_output_in_place(self):
        notebook = Notebook()
        bar = NotebookBar(notebook.publish)

        bar.show(job(progress=10), 1)
        bar.show(job(progress=20), 2)
        bar.show(job("Completed", 100), 61)

        assert notebook.opened == 1
        assert [
            f'aria-valuenow="{n}"' in b["text/html"]
            for n, b in zip([10, 20, 100], notebook.bundles)
        ] == [True] * 3
        assert "Completed" in notebook.html
        assert notebook.plain == f"refresh job {JOB_ID} of 'docs': completed 100 %, after 1m1s"

    def test_what_the_server_sent_is_escaped(self):
        notebook = Notebook()
        bar = NotebookBar(notebook.publish)

        bar.show(job("Failed" + EVIL, 3, EVIL, name=EVIL), 1)
        bar.note(EVIL)

        assert "<script" not in notebook.html.lower()
        assert notebook.html.count("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp;") == 4
        assert "\x1b" not in notebook.plain

    def test_a_note_stays_until_the_job_is_seen_again(self):
        notebook = Notebook()
        bar = NotebookBar(notebook.publish)

        bar.note("Away.")
        assert ("Away." in notebook.html, "progressbar" in notebook.html) == (True, False)
        bar.show(job(), 1)
        assert ("Away." in notebook.html, "progressbar" in notebook.html) == (False, True)

    @pytest.mark.parametrize(("progress", "width"), [(None, 0), (-5, 0), (140, 100)])
    def test_the_bar_keeps_its_bounds(self, progress, width):
        notebook = Notebook()

        NotebookBar(notebook.publish).show(job(progress=progress), 1)

        assert f"width:{width}%" in notebook.html


class TestLines:
    def test_writes_a_line_a_change(self):
        stream = io.StringIO()
        lines = Lines(stream)

        for waited, seen in enumerate([job(progress=1), job(progress=1), job("Completed", 100)]):
            lines.show(seen, waited)
        lines.note("Away.")
        lines.note("Away.")
        lines.close()

        assert stream.getvalue().splitlines() == [
            f"milvus-refresh: refresh job {JOB_ID} of 'docs': in progress 1 %, after 0ms",
            f"milvus-refresh: refresh job {JOB_ID} of 'docs': completed 100 %, after 2s",
            "milvus-refresh: Away.",
        ]

    def test_bears_a_process_without_stderr(self):
        Lines(None).show(job(), 1)


class TestTerminal:
    @pytest.fixture(autouse=True)
    def _width(self, monkeypatch):
        monkeypatch.setenv("COLUMNS", "60")

    def test_rewrites_its_line(self):
        stream = io.StringIO()
        bar = TerminalBar(stream)

        bar.show(job(progress=50), 3.7)
        bar.note("Away.")
        bar.close()

        assert stream.getvalue().count("\r") == 2
        assert stream.getvalue().endswith("\n")
        first, second = stream.getvalue().rstrip("\n").split("\r")[1:]
        assert first.startswith("█" * 12 + "░" * 12 + " refresh job")
        assert [len(first), len(second)] == [59, 59]

    def test_nothing_steers_the_terminal(self):
        stream = io.StringIO()

        TerminalBar(stream).show(job(name="a\x1b[2J\nb"), 1)

        assert "\x1b" not in stream.getvalue()
        assert "\n" not in stream.getvalue()


@pytest.mark.parametrize(
    ("seen", "text"),
    [
        (RefreshJob(7), "refresh job 7: started"),
        (RefreshJob(7, "a"), "refresh job 7 of 'a': started"),
        (RefreshJob(7, "a", "Refresh"), "refresh job 7 of 'a': "),
        (
            RefreshJob(7, "a", "RefreshInProgress", 3, "slow"),
            "refresh job 7 of 'a': in progress 3 %: slow",
        ),
    ],
)
def test_jobs_are_described_in_a_line(seen, text):
    assert describe(seen) == text


class TestChoice:
    @pytest.fixture(autouse=True)
    def _no_notebook(self, monkeypatch):
        monkeypatch.delitem(sys.modules, "IPython", raising=False)

    def test_silence_if_asked_for(self):
        assert isinstance(choose(False), Silence)

    def test_lines_in_a_script(self, monkeypatch):
        monkeypatch.setattr(sys, "stderr", io.StringIO())

        assert isinstance(choose(True), Lines)

    def test_a_bar_in_a_terminal(self, monkeypatch):
        terminal = io.StringIO()
        terminal.isatty = lambda: True
        monkeypatch.setattr(sys, "stderr", terminal)

        assert isinstance(choose(True), TerminalBar)

    def test_html_in_a_kernel(self, monkeypatch):
        shell = SimpleNamespace(kernel=object())
        monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))

        assert isinstance(choose(True), NotebookBar)

    @pytest.mark.parametrize("shell", [None, SimpleNamespace()])
    def test_no_html_in_the_shell_of_ipython(self, monkeypatch, shell):
        monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
        monkeypatch.setattr(sys, "stderr", io.StringIO())

        assert isinstance(choose(True), Lines)
