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
import java.util.Map;

/**
 * An index that a collection shall have on all of its segments.
 *
 * @param id unique for ever
 * @param name unique in the collection
 * @param field what it indexes
 * @param params how, as the caller gave them
 * @param created when it was created
 */
public record CollectionIndex(
    long id, String name, String field, Map<String, String> params, Instant created) {}
