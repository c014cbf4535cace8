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
package io.github.milvusrefresh.embedded.internal.model;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The JSON text that says how to read the files of an external collection. */
public final class ExternalSpec {

  private static final List<String> FORMATS =
      List.of("iceberg-table", "lance-table", "milvus-table", "parquet", "vortex");
  private static final Set<String> SECRETS =
      Set.of("access_key_id", "access_key_value", "external_id", "ssl_ca_cert");
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setStrictness(Strictness.STRICT).create();

  private ExternalSpec() {}

  /** Returns the format a spec names; {@code parquet} if it names none. */
  public static String format(String spec) {
    if (spec.isEmpty()) {
      return "parquet";
    }
    JsonElement format = parse(spec).get("format");
    return format == null || format.getAsString().isEmpty() ? "parquet" : format.getAsString();
  }

  /** Checks what Milvus checks before it accepts a spec; the error never quotes the spec. */
  public static void validate(String spec) {
    String format;
    try {
      format = format(spec);
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException malformed) {
      throw invalid("invalid external spec JSON");
    }
    if (!FORMATS.contains(format)) {
      throw invalid(
          "unsupported format \"%s\", supported formats: %s"
              .formatted(format, String.join(", ", FORMATS)));
    }
  }

  /** Returns the spec with its secrets masked, as Milvus gives it to clients. */
  public static String redact(String spec) {
    if (spec.isEmpty()) {
      return "";
    }
    try {
      return GSON.toJson(sorted(masked(parse(spec))));
    } catch (JsonParseException | IllegalStateException malformed) {
      return "<invalid spec>";
    }
  }

  private static JsonObject masked(JsonObject spec) {
    JsonElement storage = spec.get("extfs");
    if (storage != null && !storage.isJsonNull()) {
      JsonObject options = storage.getAsJsonObject();
      SECRETS.stream()
          .filter(options::has)
          .forEach(secret -> options.add(secret, new JsonPrimitive("***")));
      spec.add("extfs", sorted(options));
    }
    return spec;
  }

  /** Milvus marshals anew too, so that no client may compare texts. */
  private static JsonObject sorted(JsonObject object) {
    JsonObject sorted = new JsonObject();
    new TreeMap<>(object.asMap()).forEach(sorted::add);
    return sorted;
  }

  private static JsonObject parse(String spec) {
    JsonElement element = GSON.fromJson(spec, JsonElement.class);
    if (element == null) {
      throw new JsonParseException("empty");
    }
    return element.getAsJsonObject();
  }

  private static MilvusException invalid(String why) {
    return MilvusError.PARAMETER_INVALID.saying(
        why + ": invalid parameter[expected=valid external_spec][actual=<redacted>]");
  }
}
