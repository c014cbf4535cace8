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
package io.github.milvusrefresh.core;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A refresh that was asked for, to be kept where a restart of the caller does not reach: another
 * process attaches to it and waits for the time that is left. Holds no credentials.
 *
 * @param jobId the job, above zero
 * @param collection the collection, with its database if the request named one
 * @param submittedAt when the request was made, by the caller's clock
 * @param deadline when waits for this handle end, by the caller's clock; one in the past means one
 *     look
 * @param attached whether the job was active already, or was found after the answer to the request
 *     was lost
 */
public record JobHandle(
    long jobId, CollectionName collection, Instant submittedAt, Instant deadline, boolean attached)
    implements AwaitTarget {

  private static final int VERSION = 1;
  private static final String SHAPE =
      "the text of JobHandle.toJson(), a JSON object of version " + VERSION;

  // Checks that all is there.
  public JobHandle {
    requireJobId(jobId);
    requireNonNull(collection, "collection");
    requireNonNull(submittedAt, "submittedAt");
    requireNonNull(deadline, "deadline");
  }

  static void requireJobId(long jobId) {
    if (jobId <= 0) {
      throw new InvalidArgumentException("job_id", jobId, "a number above 0");
    }
  }

  /**
   * Returns this handle as text. The id is a JSON string, as it exceeds the numbers of JavaScript.
   *
   * @return one line of JSON, with a version
   */
  public String toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("version", VERSION);
    json.addProperty("job_id", Long.toString(jobId));
    json.addProperty("collection", collection.toString());
    json.addProperty("submitted_at", submittedAt.toString());
    json.addProperty("deadline", deadline.toString());
    json.addProperty("attached", attached);
    return json.toString();
  }

  /**
   * Reads what {@link #toJson} wrote. Fields that it does not know are ignored.
   *
   * @param json the text
   * @return the handle
   * @throws InvalidArgumentException if the text is no handle, or one of a later version
   */
  public static JobHandle fromJson(String json) {
    try {
      JsonObject object = JsonParser.parseString(json).getAsJsonObject();
      if (field(object, "version").getAsInt() != VERSION) {
        throw new InvalidArgumentException("job_handle", json, SHAPE);
      }
      return new JobHandle(
          Long.parseLong(field(object, "job_id").getAsString()),
          CollectionName.parse(field(object, "collection").getAsString()),
          Instant.parse(field(object, "submitted_at").getAsString()),
          Instant.parse(field(object, "deadline").getAsString()),
          field(object, "attached").getAsBoolean());
    } catch (JsonParseException
        | IllegalStateException
        | NumberFormatException
        | UnsupportedOperationException
        | DateTimeException e) {
      throw new InvalidArgumentException("job_handle", json, SHAPE);
    }
  }

  private static JsonElement field(JsonObject object, String name) {
    JsonElement value = object.get(name);
    if (value == null) {
      throw new JsonParseException("no field " + name);
    }
    return value;
  }
}
