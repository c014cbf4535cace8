# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Waits for Milvus refresh jobs from PySpark and Spark Connect, with progress in the notebook.

Needs the Milvus Refresh Connector in Spark, and nothing in Python but the session:

    from milvus_refresh import refresh_and_await

    job = refresh_and_await(spark, "docs", timeout="30m")
"""

from ._api import await_refresh, jobs, refresh, refresh_and_await
from ._errors import MilvusRefreshError
from ._job import RefreshJob

__all__ = [
    "MilvusRefreshError",
    "RefreshJob",
    "await_refresh",
    "jobs",
    "refresh",
    "refresh_and_await",
]
