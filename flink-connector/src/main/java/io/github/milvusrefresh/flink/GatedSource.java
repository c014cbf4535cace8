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

import static java.util.Objects.requireNonNull;

import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Any source, held back until a refresh job completed.
 *
 * <pre>{@code
 * Source<String, ?, ?> gated =
 *     GatedSource.of(files)
 *         .until(RefreshGate.completed(jobId).connection(options).timeout(Duration.ofMinutes(30)));
 * environment.fromSource(gated, WatermarkStrategy.noWatermarks(), "docs").uid("docs");
 * }</pre>
 *
 * <p>Closed, the gate hands out no split: nothing is read, nothing is buffered, checkpoints
 * complete, savepoints and rescaling work. The source behind it is created when the gate opens, so
 * that what it looks up at its start (the files of a directory, the latest offsets) is looked up
 * after the completion. A failed, vanished or timed out job fails the Flink job with the error of
 * the wait, and no restart strategy restarts it.
 *
 * <p>Only the enumerator is wrapped; readers, splits and boundedness are those of the inner source.
 * A gate can be put in front of the source of a job that has a savepoint already, under the same
 * uid: what its readers hold in the savepoint is read at once, the rest waits. Taking a gate away
 * again needs a new uid. Of the optional interfaces of the inner source, its type is passed on, and
 * that of its enumerator for events of concurrent attempts (speculative execution). The others are
 * not: to infer the parallelism would look at the source before the gate opens; snapshots for the
 * recovery of batch jobs and lineage are lost. A watermark strategy with idleness lets other inputs
 * overtake the closed source, whose records are then late.
 *
 * @param <T> the type of the records
 * @param <SplitT> the type of the splits
 * @param <StateT> the type of the inner enumerator's state
 */
public class GatedSource<T, SplitT extends SourceSplit, StateT>
    implements Source<T, SplitT, GateState<StateT>> {

  private static final long serialVersionUID = 1L;

  private final Source<T, SplitT, StateT> inner;
  private final RefreshGate gate;

  GatedSource(Source<T, SplitT, StateT> inner, RefreshGate gate) {
    this.inner = inner;
    this.gate = gate;
  }

  /**
   * Takes a source.
   *
   * @param source any source of the interface that Flink calls FLIP-27
   * @param <T> the type of the records
   * @param <SplitT> the type of the splits
   * @param <StateT> the type of the enumerator's state
   * @return what still needs a gate
   */
  public static <T, SplitT extends SourceSplit, StateT> Ungated<T, SplitT, StateT> of(
      Source<T, SplitT, StateT> source) {
    return new Ungated<>(requireNonNull(source, "source"));
  }

  @Override
  public Boundedness getBoundedness() {
    return inner.getBoundedness();
  }

  @Override
  public SourceReader<T, SplitT> createReader(SourceReaderContext context) throws Exception {
    return inner.createReader(context);
  }

  @Override
  public SplitEnumerator<SplitT, GateState<StateT>> createEnumerator(
      SplitEnumeratorContext<SplitT> context) {
    return closed(context, GateState.closed(null, null));
  }

  @Override
  public SplitEnumerator<SplitT, GateState<StateT>> restoreEnumerator(
      SplitEnumeratorContext<SplitT> context, GateState<StateT> state) throws Exception {
    return state.open()
        ? new OpenEnumerator<>(
            innerEnumerator(context, state.inner()), new GateMetrics(context.metricGroup()))
        : closed(context, state);
  }

  private GatedEnumerator<SplitT, StateT> closed(
      SplitEnumeratorContext<SplitT> context, GateState<StateT> state) {
    return new GatedEnumerator<>(
        context, gate, ClientWatch::start, state, () -> innerEnumerator(context, state.inner()));
  }

  private SplitEnumerator<SplitT, StateT> innerEnumerator(
      SplitEnumeratorContext<SplitT> context, @Nullable StateT state) throws Exception {
    return state == null
        ? inner.createEnumerator(context)
        : inner.restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<SplitT> getSplitSerializer() {
    return inner.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<GateState<StateT>> getEnumeratorCheckpointSerializer() {
    return new GateStateSerializer<>(inner.getEnumeratorCheckpointSerializer());
  }

  /**
   * A source without its gate.
   *
   * @param <T> the type of the records
   * @param <SplitT> the type of the splits
   * @param <StateT> the type of the enumerator's state
   */
  public static final class Ungated<T, SplitT extends SourceSplit, StateT> {

    private final Source<T, SplitT, StateT> source;

    private Ungated(Source<T, SplitT, StateT> source) {
      this.source = source;
    }

    /**
     * Puts the gate in front.
     *
     * @param gate what to wait for
     * @return the gated source; it knows the type of its records if the source does
     */
    public GatedSource<T, SplitT, StateT> until(RefreshGate gate) {
      requireNonNull(gate, "gate");
      return TypedGatedSource.typeOf(source)
          .<GatedSource<T, SplitT, StateT>>map(type -> new TypedGatedSource<>(source, gate, type))
          .orElseGet(() -> new GatedSource<>(source, gate));
    }
  }
}
