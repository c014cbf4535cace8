# Licensed under the Apache License, Version 2.0; see LICENSE.
"""When to look again."""

from __future__ import annotations

import math

MIN_PAUSE = 0.5
MAX_PAUSE = 10.0

# Balances the delay of the news against the number of polls; measured in the project's benchmarks.
_ROOT_FACTOR = 0.295


def pause(elapsed: float) -> float:
    """Returns the seconds to pause after so many seconds of waiting, 0.5 to 10.

    The connector's schedule for jobs of unknown length, with a longer shortest pause, since each
    look is a statement of Spark here.
    """
    return min(max(MIN_PAUSE, _ROOT_FACTOR * math.sqrt(elapsed)), MAX_PAUSE)
