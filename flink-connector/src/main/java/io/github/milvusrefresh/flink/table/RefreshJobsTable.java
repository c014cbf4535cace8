/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License
 * is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express
 * or implied. See the License for the specific language governing permissions and limitations under
 * the License.
 */
package io.github.milvusrefresh.flink.table;

import io.github.milvusrefresh.core.sql.Routine;
import io.github.milvusrefresh.flink.table.jobs.RefreshJobsTableSource;
import java.util.Map;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.ObjectPath;

/**
 * The table {@code sys.refresh_jobs} of a catalog. Its options name the connector alone: the others
 * are the catalog's and are never shown.
 */
final class RefreshJobsTable {

  /** The name of the table. */
  static final String NAME = Routine.REFRESH_JOBS.procedureName();

  private RefreshJobsTable() {}

  static CatalogTable describe() {
    return CatalogTable.newBuilder()
        .schema(RefreshJobsTableSource.schema())
        .comment(Routine.REFRESH_JOBS.comment())
        .options(Map.of("connector", RefreshJobsTableFactory.IDENTIFIER))
        .build();
  }

  static boolean isAt(ObjectPath path) {
    return path.getDatabaseName().equals(MilvusRefreshCatalog.SYS)
        && path.getObjectName().equals(NAME);
  }
}
