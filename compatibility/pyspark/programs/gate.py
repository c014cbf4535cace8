# Licensed under the Apache License, Version 2.0; see LICENSE.
"""A batch job: awaits the refresh job of its first argument, then reads its second, a directory."""

import sys
from datetime import datetime, timezone

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
job_id, directory = sys.argv[1:]

job = spark.sql(f"SELECT * FROM milvus_await_refresh('{job_id}', '1m')").first()
begin = datetime.now(timezone.utc)
rows = spark.read.parquet(directory).count()

after = begin >= job.end_time.astimezone(timezone.utc)
print(f"outcome={job.outcome} rows={rows} after={after}")
