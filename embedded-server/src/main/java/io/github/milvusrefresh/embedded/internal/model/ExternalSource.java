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

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** The place of an external collection's files: a URI, or here also a plain path. */
public final class ExternalSource {

  private static final TreeSet<String> ALLOWED_SCHEMES = new TreeSet<>();

  static {
    for (String scheme : "aws azure cos file gcs gs minio obs oss s3 s3a".split(" ", -1)) {
      ALLOWED_SCHEMES.add(scheme);
    }
  }

  private ExternalSource() {}

  /** Checks what Milvus checks before it accepts a source. */
  public static void validate(String source) {
    int end = source.indexOf("://");
    if (end < 0) {
      return;
    }
    String scheme = source.substring(0, end).toLowerCase(Locale.ROOT);
    if (!ALLOWED_SCHEMES.contains(scheme)) {
      throw invalid(
          source,
          "external_source scheme \"%s\" is not allowed; allowed schemes: %s"
              .formatted(scheme, String.join(", ", ALLOWED_SCHEMES)));
    }
    if (authority(source, end + 3).contains("@")) {
      throw invalid(
          "<redacted>",
          "external_source must not embed credentials in the URL"
              + " (use extfs.access_key_id / extfs.access_key_value instead)");
    }
  }

  /** Returns the local path of a source, or nothing if it is in an object store. */
  public static Optional<Path> localPath(String source) {
    try {
      if (source.startsWith("file:")) {
        return Optional.of(Path.of(URI.create(source).getPath()));
      }
      return source.contains("://") ? Optional.empty() : Optional.of(Path.of(source));
    } catch (IllegalArgumentException notAPath) {
      return Optional.empty();
    }
  }

  private static String authority(String source, int from) {
    int slash = source.indexOf('/', from);
    return source.substring(from, slash < 0 ? source.length() : slash);
  }

  private static MilvusException invalid(String actual, String why) {
    return MilvusError.PARAMETER_INVALID.saying(
        "%s: invalid parameter[expected=valid external_source][actual=%s]".formatted(why, actual));
  }
}
