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

import java.time.Instant;

/**
 * A collection; external ones have a source.
 *
 * @param id unique for ever, other than the name
 * @param database the name of its database
 * @param name its name in the database
 * @param created when it was created
 * @param source where its files are; empty for a normal collection
 * @param spec how to read them, secrets in clear
 * @param definition what it was created as
 * @param serving how far its data is from a search
 */
public record MilvusCollection(
    long id,
    String database,
    String name,
    Instant created,
    String source,
    String spec,
    Definition definition,
    Serving serving) {

  public boolean external() {
    return !source.isEmpty();
  }

  public MilvusCollection readingFrom(String newSource, String newSpec) {
    return new MilvusCollection(
        id, database, name, created, newSource, newSpec, definition, serving);
  }

  public MilvusCollection serving(Serving newServing) {
    return new MilvusCollection(id, database, name, created, source, spec, definition, newServing);
  }

  /** Leaves out the spec and the definition, which may hold secrets. */
  @Override
  public String toString() {
    return "collection '%s.%s' (%d)".formatted(database, name, id);
  }
}
