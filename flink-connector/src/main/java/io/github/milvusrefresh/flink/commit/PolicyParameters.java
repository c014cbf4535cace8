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
package io.github.milvusrefresh.flink.commit;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import io.github.milvusrefresh.core.sql.ConnectorOption;
import io.github.milvusrefresh.core.sql.ConnectorOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the parameters of {@link RefreshCommitPolicy}, {@code key=value} each. */
final class PolicyParameters {

  private static final String COLLECTION = "collection";
  private static final String SHAPE =
      "expected 'key=value', such as uri=http://host:19530, with one of the keys " + keys();

  private PolicyParameters() {}

  private static String keys() {
    return Stream.concat(
            Stream.of(COLLECTION),
            Arrays.stream(ConnectorOption.values()).map(ConnectorOption::key))
        .collect(Collectors.joining(", "));
  }

  static CommitRefresh read(List<String> parameters) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      put(i + 1, parameters.get(i), options);
    }
    String collection = options.remove(COLLECTION);
    if (collection == null) {
      throw InvalidArgumentException.of(
          COLLECTION,
          "Option 'collection' is missing in 'sink.partition-commit.policy.class.parameters':"
              + " expected the external collection to refresh, 'coll' or 'db.coll'.");
    }
    return CommitRefresh.of(collection).options(ConnectorOptions.of(options));
  }

  /** A text without a key may be a token that lost its own: it is not shown. */
  private static void put(int number, String parameter, Map<String, String> options) {
    int end = parameter.indexOf('=');
    if (end < 0 || !isName(parameter.substring(0, end).strip())) {
      throw InvalidArgumentException.of(
          "sink.partition-commit.policy.class.parameters",
          "Parameter " + number + " of the commit policy has no key: " + SHAPE + ".");
    }
    String key = parameter.substring(0, end).strip();
    if (!isKnown(key)) {
      throw InvalidArgumentException.of(
          key, "The commit policy has no option '" + key + "': " + SHAPE + ".");
    }
    if (options.put(key, parameter.substring(end + 1).strip()) != null) {
      throw InvalidArgumentException.of(
          key, "Option '" + key + "' of the commit policy is given twice: expected one value.");
    }
  }

  /** What precedes the padding of a token in base64 is none. */
  private static boolean isName(String key) {
    return key.matches("[a-z][a-z._-]*");
  }

  private static boolean isKnown(String key) {
    return key.equals(COLLECTION)
        || Arrays.stream(ConnectorOption.values()).anyMatch(option -> option.key().equals(key));
  }
}
