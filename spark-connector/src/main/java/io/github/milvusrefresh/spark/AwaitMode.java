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
package io.github.milvusrefresh.spark;

import io.github.milvusrefresh.core.sql.Argument;
import io.github.milvusrefresh.core.sql.SqlType;

/** Where the table function {@code milvus_await_refresh} waits. */
enum AwaitMode {
  /** In the driver, which holds no slot; what cancels Spark jobs does not reach it. */
  DRIVER,
  /** In a task, which holds a slot; whatever cancels a Spark job ends it. */
  EXECUTOR;

  static final Argument ARGUMENT =
      new Argument(
          "mode",
          SqlType.STRING,
          false,
          "driver",
          "Where to wait: in the 'driver', or in a task on an 'executor', which can be cancelled as"
              + " a job");
}
