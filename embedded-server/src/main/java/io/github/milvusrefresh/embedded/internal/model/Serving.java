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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the data of a collection and a fast search.
 *
 * @param segments the data
 * @param indexes which indexes there are to be
 * @param load null unless the collection is loaded
 */
public record Serving(List<Segment> segments, List<CollectionIndex> indexes, @Nullable Load load) {

  /** Of a new collection. */
  public static final Serving NOTHING = new Serving(List.of(), List.of(), null);

  public long rows() {
    return segments.stream().mapToLong(Segment::rows).sum();
  }

  public Serving holding(List<Segment> newSegments) {
    return new Serving(newSegments, indexes, load);
  }

  public Serving loaded(@Nullable Load newLoad) {
    return new Serving(segments, indexes, newLoad);
  }

  public Serving with(CollectionIndex index) {
    List<CollectionIndex> more = new ArrayList<>(indexes);
    more.add(index);
    return new Serving(segments, List.copyOf(more), load);
  }

  public Serving without(CollectionIndex index) {
    return new Serving(
        segments, indexes.stream().filter(Predicate.not(index::equals)).toList(), load);
  }

  Optional<CollectionIndex> index(String name) {
    return indexes.stream().filter(index -> index.name().equals(name)).findFirst();
  }

  Optional<CollectionIndex> indexOn(String field) {
    return indexes.stream().filter(index -> index.field().equals(field)).findFirst();
  }
}
