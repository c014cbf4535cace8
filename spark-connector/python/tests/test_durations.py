# Licensed under the Apache License, Version 2.0; see LICENSE.
from __future__ import annotations

from datetime import timedelta

import pytest

from milvus_refresh import MilvusRefreshError
from milvus_refresh._durations import seconds, text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("90s", 90),
        ("30m", 1800),
        ("1.5 h", 5400),
        ("2 Days", 172800),
        ("250ms", 0.25),
        ("90", 90),
        ("PT1H30M", 5400),
        ("P1DT0.5S", 86400.5),
        (90, 90),
        (0, 0),
        (0.5, 0.5),
        (timedelta(minutes=2), 120),
    ],
)
def test_reads_what_the_connector_reads(value, expected):
    assert seconds("timeout", value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        "h",
        "1x",
        "-1",
        "P",
        "PT",
        "1h30m",
        -1,
        True,
        None,
        float("nan"),
        float("inf"),
        timedelta(-1),
    ],
)
def test_refuses_the_rest_and_names_the_argument(value):
    with pytest.raises(MilvusRefreshError) as caught:
        seconds("timeout", value)

    assert caught.value.code == "INVALID_ARGUMENT"
    assert caught.value.message == (
        f"Argument 'timeout' is '{value}': expected a duration such as '90s', '30m', 'PT1H', or a"
        " number of seconds, zero or above."
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0ms"), (0.25, "250ms"), (1.5, "1.5s"), (90, "1m30s"), (3600, "1h"), (5400, "1h30m")],
)
def test_shows_durations_as_the_connector_does(value, shown):
    assert text(value) == shown
