package dev.ionosphere.edge.loop;

import dev.ionosphere.edge.model.DeviceModel;
import dev.ionosphere.edge.source.CsvSource;
import dev.ionosphere.edge.source.Position;
import dev.ionosphere.edge.source.Rows;
import dev.ionosphere.edge.source.SourceFault;
import dev.ionosphere.edge.source.SourcePath;
import dev.ionosphere.edge.spool.Priority;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.store.Stored;
import dev.ionosphere.workflows.device.DesiredState;
import dev.ionosphere.workflows.device.IncidentKind;
import dev.ionosphere.workflows.device.Telemetry.Window;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one node does on the device, step by step: takes a micro-batch, closes a window, changes the
 * model between two batches. One thread; {@link InferenceLoop} has the clockwork.
 */
final class NodeLoop {

  private static final int CHUNK = 1_024;

  private final NodeKey key;
  private final LoopContext context;
  private final StateDirectory directory;
  private DesiredState state;
  private DeviceModel model;
  private CsvSource source;
  private OpenWindow window;
  private Progress progress;
  private Position position;
  private @Nullable Window unspooled;
  private final BadRows badRows = new BadRows();
  private @Nullable String fault;
  private volatile LoopStatus status;

  NodeLoop(
      NodeKey key,
      LoopContext context,
      StateDirectory directory,
      DesiredState state,
      DeviceModel model)
      throws IOException {
    this.key = key;
    this.context = context;
    this.directory = directory;
    this.state = state;
    this.model = model;
    this.source = source(state, model);
    this.window = new OpenWindow(model, CHUNK);
    this.progress = progress(Progress.read(directory)).of(state.file());
    this.position = progress.position();
    // Whether it reached the spool before the last stop is not known; the hub counts it once.
    this.unspooled = progress.last();
    this.status = LoopStatus.of(progress, window, position);
  }

  /** An older copy counts some rows again; the hub knows their windows by number. */
  private Progress progress(Stored<Progress> stored) {
    stored
        .fault()
        .ifPresent(
            why -> context.incidents().report(IncidentKind.SOURCE_RESTARTED.text(), key, why));
    return stored.value().orElseGet(() -> Progress.start(state.file()));
  }

  DesiredState state() {
    return state;
  }

  LoopStatus status() {
    return status;
  }

  boolean windowOpen() {
    return !window.isEmpty();
  }

  /** Takes at most one batch of rows. */
  void batch() throws IOException {
    spoolLast();
    int room = Math.max(1, state.batch());
    boolean more = true;
    while (more && room > 0) {
      if (window.isFull()) {
        close();
      }
      Rows rows = read(Math.min(CHUNK, room));
      if (rows.count() + rows.bad() > 0) {
        window.add(rows, context.clock().instant());
      }
      position = rows.next();
      room -= rows.count() + rows.bad();
      more = rows.more();
      status = LoopStatus.of(progress, window, position);
    }
  }

  private Rows read(int most) throws IOException {
    try {
      Rows rows = source.read(position, most);
      if (rows.restarted().isPresent()) {
        close();
        context
            .incidents()
            .report(IncidentKind.SOURCE_RESTARTED.text(), key, rows.restarted().get());
      }
      fault = null;
      return rows;
    } catch (SourceFault e) {
      if (!e.fault().equals(fault)) {
        fault = e.fault();
        context.incidents().report(IncidentKind.SOURCE_FAULT.text(), key, e.fault());
      }
      throw e;
    }
  }

  /** Makes window and position durable, together, and hands the window to the spool. */
  void close() throws IOException {
    spoolLast();
    if (window.isEmpty()) {
      return;
    }
    Map<String, Long> sequences = new HashMap<>(progress.sequences());
    @Nullable Window closed = null;
    if (window.rows() > 0) {
      long sequence = sequences.merge(model.digest(), 1L, Long::sum);
      boolean offline = !context.link().reachable();
      closed = window.close(key, state.generation(), sequence, context.clock().instant(), offline);
    }
    Progress next =
        new Progress(
            state.file(),
            position,
            progress.rows() + window.rows(),
            progress.bad() + window.bad(),
            progress.anomalies() + window.anomalies(),
            sequences,
            closed);
    next.write(directory);
    long bad = window.bad();
    @Nullable String firstBad = window.firstBad();
    window.reset();
    progress = next;
    unspooled = closed;
    spoolLast();
    badRows
        .add(bad, firstBad, context.clock().instant())
        .ifPresent(
            message -> context.incidents().report(IncidentKind.ROWS_BAD.text(), key, message));
    status = LoopStatus.of(progress, window, position);
  }

  /** Between two batches: what the old model saw is closed before the new one begins. */
  void swap(DesiredState to, DeviceModel with, Activation activation) throws IOException {
    CsvSource from = source(to, with);
    close();
    activation.commit(to);
    state = to;
    model = with;
    source = from;
    window = new OpenWindow(with, CHUNK);
    progress = progress.of(to.file());
    position = progress.position();
    fault = null;
  }

  private void spoolLast() throws IOException {
    if (unspooled != null) {
      context.spool().append(Priority.WINDOW, Json.write(unspooled));
      unspooled = null;
    }
  }

  private CsvSource source(DesiredState of, DeviceModel with) throws IOException {
    SourcePath path = SourcePath.of(context.sourceRoot(), of.file(), context.device());
    return new CsvSource(path, with.features(), CHUNK);
  }
}
