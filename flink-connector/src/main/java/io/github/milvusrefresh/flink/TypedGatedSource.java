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
package io.github.milvusrefresh.flink;

import java.util.Optional;
import org.apache.flink.api.common.functions.InvalidTypesException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.api.java.typeutils.TypeExtractor;

/** A gated source that knows the type of its records. */
final class TypedGatedSource<T, SplitT extends SourceSplit, StateT>
    extends GatedSource<T, SplitT, StateT> implements ResultTypeQueryable<T> {

  private static final long serialVersionUID = 1L;

  private final TypeInformation<T> type;

  TypedGatedSource(Source<T, SplitT, StateT> inner, RefreshGate gate, TypeInformation<T> type) {
    super(inner, gate);
    this.type = type;
  }

  /** Learns the type in the two ways in which Flink does for a source that is not wrapped. */
  @SuppressWarnings("unchecked") // The interface says that the type is that of the records.
  static <T> Optional<TypeInformation<T>> typeOf(Source<T, ?, ?> source) {
    if (source instanceof ResultTypeQueryable<?> typed) {
      return Optional.of((TypeInformation<T>) typed.getProducedType());
    }
    try {
      return Optional.of(
          TypeExtractor.createTypeInfo(Source.class, source.getClass(), 0, null, null));
    } catch (InvalidTypesException e) {
      return Optional.empty();
    }
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }
}
