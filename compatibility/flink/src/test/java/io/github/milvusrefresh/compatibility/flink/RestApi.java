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
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;

/** The REST API of a cluster. */
record RestApi(URI address) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** What it answers, whatever that is. */
  String text(String path, String query) throws Exception {
    URI uri = new URI("http", null, address.getHost(), address.getPort(), path, query, null);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  JsonElement json(String path, String query) throws Exception {
    return JsonParser.parseString(text(path, query));
  }

  /** The ids of a job's vertices, sources first. */
  List<String> vertices(JobID job) throws Exception {
    return ids(json("/jobs/" + job, "").getAsJsonObject().getAsJsonArray("vertices"));
  }

  /** The ids of the metrics that a page has. */
  List<String> metrics(String path) throws Exception {
    return ids(json(path, "").getAsJsonArray());
  }

  private static List<String> ids(JsonArray objects) {
    return StreamSupport.stream(objects.spliterator(), false)
        .map(object -> object.getAsJsonObject().get("id").getAsString())
        .toList();
  }
}
