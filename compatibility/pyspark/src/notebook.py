# Licensed under the Apache License, Version 2.0; see LICENSE.
"""A notebook as Jupyter runs it: in a kernel, cell by cell, with the button to interrupt."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import nbformat
from jupyter_core.utils import ensure_async
from nbclient import NotebookClient
from nbconvert import HTMLExporter

_CELL_TIMEOUT_S = 120


class Notebook:
    """A notebook and what its cells left, by the ids of the cells."""

    def __init__(self, file: Path) -> None:
        self._content = nbformat.read(file, as_version=4)
        assert all(not cell.get("outputs") for cell in self._content.cells), (
            "outputs are checked in"
        )
        self._interrupted: asyncio.Task[None] | None = None

    def run(self, environment: dict[str, str], interrupt: str) -> None:
        """Runs all cells; interrupts the kernel once the named one shows a job in progress."""

        async def on_start(cell: Any, cell_index: int) -> None:
            if cell.id == interrupt:
                self._interrupted = asyncio.create_task(self._interrupt(cell))

        self._client = NotebookClient(
            self._content, timeout=_CELL_TIMEOUT_S, kernel_name="python3", on_cell_execute=on_start
        )
        self._client.execute(env=environment)

    async def _interrupt(self, cell: Any) -> None:
        while "in progress" not in _text(cell):
            await asyncio.sleep(0.05)
        await ensure_async(self._client.km.interrupt_kernel())

    @property
    def was_interrupted(self) -> bool:
        return self._interrupted is not None and self._interrupted.done()

    def text(self, cell_id: str) -> str:
        """Returns what a cell printed and displayed, as plain text."""
        return _text(self._cell(cell_id))

    def html(self, cell_id: str) -> str:
        """Returns what a cell displayed as HTML."""
        return "".join(_data(output, "text/html") for output in self._cell(cell_id).outputs)

    def images(self, cell_id: str) -> int:
        """Returns how many pictures a cell displayed."""
        return sum(bool(_data(output, "image/png")) for output in self._cell(cell_id).outputs)

    def save(self, file: Path) -> None:
        """Writes the notebook with its outputs as a page."""
        page, _ = HTMLExporter().from_notebook_node(self._content)
        file.write_text(page, encoding="utf-8")

    def _cell(self, cell_id: str) -> Any:
        return next(cell for cell in self._content.cells if cell.id == cell_id)


def _text(cell: Any) -> str:
    return "".join(output.get("text", "") or _data(output, "text/plain") for output in cell.outputs)


def _data(output: Any, kind: str) -> str:
    return output.get("data", {}).get(kind, "")
