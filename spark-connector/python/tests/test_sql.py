# Licensed under the Apache License, Version 2.0; see LICENSE.
from __future__ import annotations

import pytest

from milvus_refresh import MilvusRefreshError
from milvus_refresh._sql import job_id, literal, name


class Indexable:
    """Stands for the whole numbers of NumPy."""

    def __index__(self) -> int:
        return 465787408941891028


@pytest.mark.parametrize(
    "value", [465787408941891028, "465787408941891028", " 465787408941891028\n", Indexable()]
)
def test_ids_come_as_numbers_or_digits(value):
    assert job_id(value) == 465787408941891028


@pytest.mark.parametrize(
    "value",
    [
        0,
        -1,
        2**63,
        "9223372036854775808",
        "",
        "0",
        "-5",
        "1.0",
        1.0,
        "1e3",
        "٣",
        "1) OR (1",
        True,
        None,
        b"1",
    ],
)
def test_other_ids_are_refused_with_the_value(value):
    with pytest.raises(MilvusRefreshError) as caught:
        job_id(value)

    assert str(caught.value) == (
        f"[INVALID_ARGUMENT] Argument 'job_id' is '{value}': expected a whole number above 0, or its"
        " decimal digits as text, such as 465787408941891028."
    )


@pytest.mark.parametrize(
    ("value", "rendered"),
    [
        ("docs", "'docs'"),
        ("'; DROP TABLE t --", r"'\'; DROP TABLE t --'"),
        ("\\", r"'\\'"),
        ("\\'", r"'\\\''"),
        ("${env:HOME}", r"'\u0024{env:HOME}'"),
        ('{"format":"parquet"}', """'{"format":"parquet"}'"""),
    ],
)
def test_text_stays_a_literal(value, rendered):
    assert literal(value) == rendered


@pytest.mark.parametrize(
    ("value", "rendered"),
    [("milvus_refresh", "milvus_refresh"), ("my-catalog", "`my-catalog`"), ("a`b", "`a``b`")],
)
def test_names_are_quoted_if_need_be(value, rendered):
    assert name(value) == rendered
