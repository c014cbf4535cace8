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

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.flink.api.common.JobID;

/** The metrics of the first vertex's coordinator, as the REST API of a cluster shows them. */
record CoordinatorMetrics(URI rest, JobID job) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** The value of one of our metrics; empty if it is not there. */
  String get(String name) throws Exception {
    String vertex =
        get("/jobs/" + job, "")
            .getAsJsonObject()
            .getAsJsonArray("vertices")
            .get(0)
            .getAsJsonObject()
            .get("id")
            .getAsString();
    String path = "/jobs/" + job + "/vertices/" + vertex + "/jm-operator-metrics";
    for (JsonElement metric : get(path, "").getAsJsonArray()) {
      String id = metric.getAsJsonObject().get("id").getAsString();
      if (id.endsWith(".milvusRefresh." + name)) {
        JsonArray values = get(path, "get=" + id).getAsJsonArray();
        return values.isEmpty() ? "" : values.get(0).getAsJsonObject().get("value").getAsString();
      }
    }
    return "";
  }

  private JsonElement get(String path, String query) throws Exception {
    URI uri = new URI("http", null, rest.getHost(), rest.getPort(), path, query, null);
    return JsonParser.parseString(
        HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
  }
}
