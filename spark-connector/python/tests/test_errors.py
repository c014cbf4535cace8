# Licensed under the Apache License, Version 2.0; see LICENSE.
from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
from virtual import job

from milvus_refresh import MilvusRefreshError
from milvus_refresh._errors import CODES, of_spark

CORE = Path(__file__).parents[3] / "connector-core/src/main/java/io/github/milvusrefresh/core"

CLASSIC = """An error occurred while calling o119.collectToPython.
: io.github.milvusrefresh.core.error.JobNotFoundException: [JOB_NOT_FOUND] The server does not know \
refresh job 1.
\tat io.github.milvusrefresh.core.internal.grpc.AnswerMapper.job(AnswerMapper.java:81)
\tat java.base/java.lang.Thread.run(Thread.java:840)
\tSuppressed: java.io.IOException: [MILVUS_ERROR] none of ours
"""
CONNECT = """(io.github.milvusrefresh.core.error.RefreshFailedException) [REFRESH_FAILED] Refresh job \
9 of collection 'docs' failed at 0 %: two
lines. Mend it.

JVM stacktrace:
io.github.milvusrefresh.core.error.RefreshFailedException
\tat io.github.milvusrefresh.spark.RoutineCall.run(RoutineCall.java:70)
"""


def test_reads_the_message_without_the_stack_of_the_jvm():
    error = of_spark(Exception(CLASSIC), 1)

    assert str(error) == "[JOB_NOT_FOUND] The server does not know refresh job 1."
    assert (error.code, error.job_id) == ("JOB_NOT_FOUND", 1)


def test_reads_the_errors_of_spark_connect_with_reasons_of_several_lines():
    error = of_spark(Exception(CONNECT))

    assert error.code == "REFRESH_FAILED"
    assert error.message == "Refresh job 9 of collection 'docs' failed at 0 %: two\nlines. Mend it."
    assert error.job_id == 9


@pytest.mark.parametrize(
    "text", ["[TABLE_OR_VIEW_NOT_FOUND] The table `x` cannot be found.", "REFRESH_FAILED", ""]
)
def test_errors_of_others_are_left_alone(text):
    assert of_spark(Exception(text)) is None


def test_survives_pickling():
    error = MilvusRefreshError("REFRESH_FAILED", "No.", 9, job())

    copy = pickle.loads(pickle.dumps(error))

    assert (str(copy), copy.code, copy.job_id, copy.job) == (
        "[REFRESH_FAILED] No.",
        "REFRESH_FAILED",
        9,
        job(),
    )


@pytest.mark.skipif(not CORE.exists(), reason="needs the sources of the connector")
def test_knows_all_codes_of_the_connector():
    source = (CORE / "error/ErrorCode.java").read_text()

    assert set(re.findall(r"^ {2}([A-Z_]+)\(", source, re.MULTILINE)) == set(CODES)
