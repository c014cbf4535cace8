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
package io.github.milvusrefresh.core.internal.await;

import io.github.milvusrefresh.core.AwaitListener;
import io.github.milvusrefresh.core.RefreshMetrics;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings events to a listener in order, one at a time, on threads that no wait depends on. Of each
 * kind only the latest is kept, so a listener that blocks costs four events, not a queue.
 * Thread-safe.
 */
final class ListenerMailbox {

  /** What replaces what. */
  enum Kind {
    PROGRESS,
    HEARTBEAT,
    STALL,
    CONTACT
  }

  private final AwaitListener listener;
  private final Executor threads;
  private final RefreshMetrics metrics;

  private final Map<Kind, Consumer<AwaitListener>> events = new LinkedHashMap<>();
  private boolean delivering;
  private boolean warned;
  private @Nullable Runnable afterLast;

  ListenerMailbox(AwaitListener listener, Executor threads, RefreshMetrics metrics) {
    this.listener = listener;
    this.threads = threads;
    this.metrics = metrics;
  }

  synchronized void put(Kind kind, Consumer<AwaitListener> event) {
    events.remove(kind);
    events.put(kind, event);
    if (!delivering) {
      delivering = true;
      deliverElsewhere();
    }
  }

  /** Runs the action when the listener has heard all that was put before. */
  void whenHeard(Runnable action) {
    synchronized (this) {
      if (delivering) {
        afterLast = action;
        return;
      }
    }
    action.run();
  }

  private void deliverElsewhere() {
    try {
      threads.execute(this::deliver);
    } catch (RejectedExecutionException e) {
      // The client is closed: its waits were told so, and nobody listens any more.
      events.clear();
      delivering = false;
    }
  }

  private void deliver() {
    for (Consumer<AwaitListener> event = next(); event != null; event = next()) {
      try {
        event.accept(listener);
      } catch (RuntimeException | Error e) {
        metrics.listenerFailed();
        if (!warned) {
          JobLog.listenerFailed(e);
        }
        warned = true;
      }
    }
    Runnable action = afterLast();
    if (action != null) {
      action.run();
    }
  }

  private synchronized @Nullable Consumer<AwaitListener> next() {
    Iterator<Consumer<AwaitListener>> oldest = events.values().iterator();
    if (!oldest.hasNext()) {
      delivering = false;
      return null;
    }
    Consumer<AwaitListener> event = oldest.next();
    oldest.remove();
    return event;
  }

  private synchronized @Nullable Runnable afterLast() {
    return afterLast;
  }
}
