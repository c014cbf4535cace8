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
package io.github.milvusrefresh.benchmarks.client;

import com.google.common.util.concurrent.FutureCallback;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Lets so many calls be in flight, and tells of the first that failed. Thread-safe. */
final class Window {

  private final int size;
  private final Semaphore free;
  private volatile @Nullable Throwable failure;

  Window(int size) {
    this.size = size;
    this.free = new Semaphore(size);
  }

  /** Waits for a place. */
  void enter() {
    free.acquireUninterruptibly();
    throwFailure();
  }

  /** Gives the place back; a failure is thrown at the next who wants one. */
  void leave(@Nullable Throwable error) {
    if (error != null) {
      failure = error;
    }
    free.release();
  }

  /** What gives the place back when a call ends. */
  FutureCallback<Object> leaving() {
    return new FutureCallback<>() {
      @Override
      public void onSuccess(@Nullable Object answer) {
        leave(null);
      }

      @Override
      public void onFailure(Throwable error) {
        leave(error);
      }
    };
  }

  /** Waits until no call is in flight. */
  void drain() {
    free.acquireUninterruptibly(size);
    free.release(size);
    throwFailure();
  }

  private void throwFailure() {
    if (failure != null) {
      throw new IllegalStateException("A call failed.", failure);
    }
  }
}
