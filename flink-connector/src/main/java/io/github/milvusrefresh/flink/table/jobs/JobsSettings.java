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
package io.github.milvusrefresh.flink.table.jobs;

import io.github.milvusrefresh.core.CollectionName;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the options of a table say.
 *
 * @param options how to reach the server, and how long it may be away
 * @param scanMode what a scan gives
 * @param collection only the jobs of this one; null for all
 * @param pollInterval the pause between two polls of a scan of changes, and how long the row of a
 *     job that runs may be cached; above zero
 * @param lookup how a lookup join looks up
 */
public record JobsSettings(
    ConnectorOptions options,
    ScanMode scanMode,
    @Nullable CollectionName collection,
    Duration pollInterval,
    LookupSettings lookup) {}
