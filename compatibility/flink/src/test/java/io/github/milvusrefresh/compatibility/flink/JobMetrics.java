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
package io.github.milvusrefresh.compatibility.flink;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobID;

/** Our metrics of a job, as the REST API of a cluster shows them. */
record JobMetrics(RestApi rest, JobID job) {

  /** The value at the coordinator of the first vertex; empty if it is not there. */
  String ofCoordinator(String name) throws Exception {
    List<String> values = values(rest.vertices(job).get(0), "jm-operator-metrics", name);
    return values.isEmpty() ? "" : values.get(0);
  }

  /** The values at all operators that have it. */
  List<Long> ofOperators(String name) throws Exception {
    List<Long> values = new ArrayList<>();
    for (String vertex : rest.vertices(job)) {
      values(vertex, "metrics", name).forEach(value -> values.add(Long.parseLong(value)));
    }
    return values;
  }

  private List<String> values(String vertex, String kind, String name) throws Exception {
    String path = "/jobs/" + job + "/vertices/" + vertex + "/" + kind;
    List<String> values = new ArrayList<>();
    for (JsonElement metric : rest.json(path, "").getAsJsonArray()) {
      String id = metric.getAsJsonObject().get("id").getAsString();
      if (id.endsWith(".milvusRefresh." + name)) {
        rest.json(path, "get=" + id)
            .getAsJsonArray()
            .forEach(found -> values.add(found.getAsJsonObject().get("value").getAsString()));
      }
    }
    return values;
  }
}
