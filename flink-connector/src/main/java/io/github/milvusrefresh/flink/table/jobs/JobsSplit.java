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

import java.util.Map;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * The list of jobs, and how far it was read.
 *
 * @param emitted what the last row of each job showed, by its id; only of jobs that the server
 *     still remembered
 */
record JobsSplit(Map<Long, JobMark> emitted) implements SourceSplit {

  JobsSplit {
    emitted = Map.copyOf(emitted);
  }

  @Override
  public String splitId() {
    return "jobs";
  }
}
