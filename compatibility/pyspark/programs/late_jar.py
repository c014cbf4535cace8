# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Adds the jar of the first argument to a running session, then asks the server of the second."""

import sys

from pyspark.sql import SparkSession

jar, uri, token_variable, catalog_class = sys.argv[1:]
catalog = "spark.sql.catalog.added"

spark = SparkSession.builder.getOrCreate()
spark.sql(f"ADD JAR '{jar}'")

connection = {"uri": uri, "token-env": token_variable}
source = spark.read.format("milvus-refresh-jobs").options(**connection).load()
print(f"source: {source.count()} jobs")

spark.conf.set(catalog, catalog_class)
for option, value in connection.items():
    spark.conf.set(f"{catalog}.{option}", value)
print(f"table: {spark.table('added.sys.refresh_jobs').count()} jobs")
