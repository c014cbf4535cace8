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
package io.github.milvusrefresh.embedded.internal.rpc;

import io.github.milvusrefresh.embedded.internal.model.MilvusError;
import io.github.milvusrefresh.proto.schema.CollectionSchema;
import io.github.milvusrefresh.proto.schema.DataType;
import io.github.milvusrefresh.proto.schema.FieldSchema;

/** The primary key that Milvus adds to an external collection: files have none. */
final class VirtualPrimaryKey {

  static final String NAME = "__virtual_pk__";

  private VirtualPrimaryKey() {}

  static void requireUnused(CollectionSchema schema) {
    if (schema.getFieldsList().stream().anyMatch(field -> field.getName().equals(NAME))) {
      throw MilvusError.PARAMETER_INVALID.because(
          "field name \"%s\" is reserved for internal use and cannot be used in user schemas"
              .formatted(NAME));
    }
  }

  static void addTo(CollectionSchema.Builder schema) {
    if (schema.getFieldsList().stream().noneMatch(FieldSchema::getIsPrimaryKey)) {
      schema.addFields(
          FieldSchema.newBuilder()
              .setName(NAME)
              .setDataType(DataType.Int64)
              .setIsPrimaryKey(true)
              .setAutoID(true));
    }
  }
}
