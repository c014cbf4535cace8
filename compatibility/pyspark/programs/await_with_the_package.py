# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Awaits the job of its argument."""

import sys

from milvus_refresh import await_refresh
from pyspark.sql import SparkSession

await_refresh(SparkSession.builder.getOrCreate(), sys.argv[1], timeout="10m")
