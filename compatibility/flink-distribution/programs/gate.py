# Licensed under the Apache License, Version 2.0; see LICENSE.
"""A batch job of PyFlink: awaits a refresh job, then queries it in a job of its own."""

import sys

from pyflink.table import EnvironmentSettings, TableEnvironment

jar, connection, job_id = sys.argv[1:]

tables = TableEnvironment.create(EnvironmentSettings.in_batch_mode())
tables.get_config().set("pipeline.jars", jar)
tables.execute_sql(f"CREATE CATALOG milvus_refresh WITH ('type' = 'milvus-refresh', {connection})")
tables.execute_sql(f"LOAD MODULE `milvus-refresh` WITH ({connection})")

# Not collected: PyFlink cannot collect what Flink calls TIMESTAMP_LTZ.
tables.execute_sql(
    f"CALL milvus_refresh.sys.await_refresh(job_id => {job_id}, timeout => '1m')"
).print()

query = f"""
    SELECT state, CAST(end_time AS TIMESTAMP(3)) >= CAST(start_time AS TIMESTAMP(3))
    FROM TABLE(milvus_refresh_job({job_id}))"""
with tables.execute_sql(query).collect() as rows:
    print("queried:", [tuple(row) for row in rows])
