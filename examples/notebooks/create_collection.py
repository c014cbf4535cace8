# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Writes Parquet files to a directory and creates the external collection over them.

The collection is named by COLLECTION, the server by MILVUS_URI and MILVUS_TOKEN.
"""

import os
import sys
from pathlib import Path

import pyarrow
import pyarrow.parquet
from pymilvus import DataType, MilvusClient

FILES, ROWS = 40, 500

directory = Path(sys.argv[1]).resolve()
directory.mkdir(parents=True, exist_ok=True)
for number in range(FILES):
    ids = range(number * ROWS, (number + 1) * ROWS)
    table = pyarrow.table({"id": list(ids), "embedding": [[float(i), 1.0] for i in ids]})
    pyarrow.parquet.write_table(table, directory / f"part-{number:03}.parquet")

milvus = MilvusClient(
    uri=os.environ.get("MILVUS_URI", "http://localhost:19530"),
    token=os.environ.get("MILVUS_TOKEN", ""),
)
schema = milvus.create_schema(
    external_source=directory.as_uri(), external_spec='{"format":"parquet"}'
)
schema.add_field("id", DataType.INT64, external_field="id")
schema.add_field("embedding", DataType.FLOAT_VECTOR, dim=2, external_field="embedding")
milvus.create_collection(os.environ.get("COLLECTION", "docs"), schema=schema)
