# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Durations as users write them and as messages show them."""

from __future__ import annotations

import math
import re
from datetime import timedelta
from typing import Union

from ._errors import invalid_argument

Duration = Union[str, float, timedelta]

_SHAPE = "a duration such as '90s', '30m', 'PT1H', or a number of seconds, zero or above"
_WITH_UNIT = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,9})?)\s*([a-z]*)")
_ISO = re.compile(
    r"p(?:(?P<d>[0-9]+)d)?(?:t(?=[0-9])(?:(?P<h>[0-9]+)h)?(?:(?P<m>[0-9]+)m)?(?:(?P<s>[0-9]+(?:\.[0-9]+)?)s)?)?"
)
_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}
_UNITS = {
    "ms": "ms milli millis millisecond milliseconds",
    "s": " sec second seconds",
    "m": "min minute minutes",
    "h": "hour hours",
    "d": "day days",
}
_SECONDS_BY_NAME = {
    name: _SECONDS[unit] for unit, names in _UNITS.items() for name in [unit, *names.split(" ")]
}


def seconds(name: str, value: Duration) -> float:
    """Reads a duration as the connector does.

    Args:
        name: The argument, for the error.
        value: Text such as ``'90s'``, ``'30m'``, ``'1.5 h'`` or ``'PT1H'``, a number of seconds, or
            a ``timedelta``.

    Returns:
        Seconds, zero or above, finite.

    Raises:
        MilvusRefreshError: ``INVALID_ARGUMENT`` for anything else.
    """
    number = _seconds(value)
    if not 0 <= number < math.inf:
        raise invalid_argument(name, value, _SHAPE)
    return number


def _seconds(value: Duration) -> float:
    """Returns the seconds, or not-a-number if it is no duration."""
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, str):
        return _of_text(value.strip().lower())
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return math.nan


def _of_text(text: str) -> float:
    with_unit = _WITH_UNIT.fullmatch(text)
    if with_unit:
        return float(with_unit.group(1)) * _SECONDS_BY_NAME.get(with_unit.group(2), math.nan)
    iso = _ISO.fullmatch(text)
    if iso and any(iso.groupdict().values()):
        return sum(float(count) * _SECONDS[unit] for unit, count in iso.groupdict("0").items())
    return math.nan


def text(duration: float) -> str:
    """Returns seconds as the connector's messages show them: ``1h30m``, ``1.5s``, ``250ms``."""
    millis = int(duration * 1000)
    if millis < 1000:
        return f"{millis}ms"
    minutes, millis = divmod(millis, 60_000)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "m"), (millis / 1000, "s")]
    return "".join(f"{count:g}{unit}" for count, unit in parts if count)
