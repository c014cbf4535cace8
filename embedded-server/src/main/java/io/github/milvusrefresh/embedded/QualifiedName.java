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
package io.github.milvusrefresh.embedded;

import io.github.milvusrefresh.embedded.internal.model.Database;

/** A collection's name, with its database. */
record QualifiedName(String database, String collection) {

  /** Without a dot the database is {@code default}. */
  static QualifiedName parse(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? new QualifiedName(Database.DEFAULT, name)
        : new QualifiedName(name.substring(0, dot), name.substring(dot + 1));
  }
}
