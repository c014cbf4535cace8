# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Awaits the job of its argument."""

import sys

from pyspark.sql import SparkSession

from milvus_refresh import await_refresh

await_refresh(SparkSession.builder.getOrCreate(), sys.argv[1], timeout="10m")
