# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Waits for conditions."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def eventually(what: str, look: Callable[[], T], timeout_s: float = 300) -> T:
    """Returns what ``look`` returns, once that is true."""
    deadline = time.monotonic() + timeout_s
    while not (seen := look()):
        assert time.monotonic() < deadline, f"Not within {timeout_s} s: {what}"
        time.sleep(0.1)
    return seen
