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
package io.github.milvusrefresh.spark;

import java.util.ArrayList;
import java.util.List;
import scala.collection.Iterator;
import scala.collection.immutable.Nil$;

/** Lists from and for Spark, which names them by a {@code Seq} that each Scala has its own of. */
final class ScalaLists {

  private ScalaLists() {}

  /** Copies what is a Seq in whatever Scala version. */
  @SuppressWarnings("unchecked")
  static <T> List<T> copyOf(Object seq) {
    Iterator<T> iterator = ((scala.collection.Iterable<T>) seq).iterator();
    List<T> list = new ArrayList<>();
    while (iterator.hasNext()) {
      list.add(iterator.next());
    }
    return list;
  }

  /** Copies to what is a Seq in every Scala version. */
  @SuppressWarnings("unchecked")
  static <T> scala.collection.immutable.List<T> of(List<? extends T> elements) {
    scala.collection.immutable.List<T> list = (scala.collection.immutable.List<T>) Nil$.MODULE$;
    for (int i = elements.size() - 1; i >= 0; i--) {
      list = list.$colon$colon(elements.get(i));
    }
    return list;
  }
}
