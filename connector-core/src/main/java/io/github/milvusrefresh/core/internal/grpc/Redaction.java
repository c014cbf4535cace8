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
package io.github.milvusrefresh.core.internal.grpc;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Masks secrets in what the server sent. Milvus masks specs itself since 3.0; older servers and
 * reasons do not, so it is done again on our side.
 */
final class Redaction {

  private static final String MASK = "***";
  private static final String INVALID_SPEC = "<invalid spec>";

  private static final String SECRET_WORDS =
      "(?:access_?key|secret|token|password|passwd|credential|private_?key|pem|signature|sas|api_?key|account_?key|ca_?cert|external_?id)";
  private static final Pattern SECRET_KEY =
      Pattern.compile("(?i).*" + SECRET_WORDS + ".*|(?i)ak|(?i)sk");
  private static final Pattern USER_INFO = Pattern.compile("(://)[^/@\\s]+@");
  private static final Pattern SECRET_VALUE =
      Pattern.compile(
          // The look-ahead gives up a word that is no key at once: else n letters take n² steps.
          "(?i)(?<![\\w.-])(?=[\\w.-]*+[\"']?\\s*[=:])([\\w.-]*"
              + SECRET_WORDS
              + "[\\w.-]*[\"']?\\s*[=:]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s&,;}\\])]+)");

  private Redaction() {}

  /** Masks user information of URLs and the values of secret keys, as in {@code secret=...}. */
  static String text(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String masked = USER_INFO.matcher(text).replaceAll("$1" + MASK + "@");
    return SECRET_VALUE.matcher(masked).replaceAll("$1" + MASK);
  }

  /**
   * Masks the values of secret keys at any depth; text that is no JSON object is not shown at all.
   */
  static String spec(String spec) {
    if (spec.isBlank() || spec.equals(INVALID_SPEC)) {
      return spec.strip();
    }
    try {
      JsonElement element = JsonParser.parseString(spec);
      return element.isJsonObject() ? mask(element).toString() : INVALID_SPEC;
    } catch (JsonParseException e) {
      return INVALID_SPEC;
    }
  }

  private static JsonElement mask(JsonElement element) {
    if (element.isJsonObject()) {
      JsonObject masked = new JsonObject();
      for (Map.Entry<String, JsonElement> entry : element.getAsJsonObject().entrySet()) {
        masked.add(entry.getKey(), maskValue(entry.getKey(), entry.getValue()));
      }
      return masked;
    }
    if (element.isJsonArray()) {
      com.google.gson.JsonArray masked = new com.google.gson.JsonArray();
      element.getAsJsonArray().forEach(item -> masked.add(mask(item)));
      return masked;
    }
    return element;
  }

  private static JsonElement maskValue(String key, JsonElement value) {
    if (!SECRET_KEY.matcher(key).matches()) {
      return mask(value);
    }
    boolean empty = value.isJsonPrimitive() && value.getAsString().isEmpty();
    return empty ? value : new JsonPrimitive(MASK);
  }
}
