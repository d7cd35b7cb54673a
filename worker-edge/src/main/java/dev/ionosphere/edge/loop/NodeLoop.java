package dev.ionosphere.edge.loop;

import dev.ionosphere.data.source.Poll;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.Source;
import dev.ionosphere.data.source.SourceException;
import dev.ionosphere.edge.model.DeviceModel;
import dev.ionosphere.edge.spool.Priority;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.NodeStates;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.store.Stored;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.device.IncidentKind;
import dev.ionosphere.models.device.Telemetry.Window;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one node does on the device, step by step: takes a micro-batch, closes a window, changes the
 * model between two batches. One thread; {@link InferenceLoop} has the clockwork.
 */
final class NodeLoop {

  private static final Logger LOG = LoggerFactory.getLogger(NodeLoop.class);
  private static final int CHUNK = 1_024;

  private final NodeKey key;
  private final LoopContext context;
  private final StateDirectory directory;
  private DesiredState state;
  private DeviceModel model;
  private Source source;
  private OpenWindow window;
  private Progress progress;
  private Position position;
  private @Nullable Window unspooled;
  private final BadRows badRows = new BadRows();
  private final DiskTrouble disk;
  private Proof proof;
  private boolean scores;
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
    this.disk = new DiskTrouble(key, context);
    this.proof = new Proof(context.nanos().getAsLong());
    this.state = state;
    this.model = model;
    this.window = new OpenWindow(model, CHUNK);
    this.progress = progress(Progress.read(directory)).of(state.file());
    this.position = progress.position();
    this.source = source(state, model, position);
    // Whether it reached the spool before the last stop is not known; the hub counts it once.
    this.unspooled = progress.last();
    this.status = LoopStatus.of(progress, window, source.nextRow());
  }

  private Progress progress(Stored<Progress> stored) {
    stored
        .fault()
        .ifPresent(
            why -> context.incidents().report(IncidentKind.SOURCE_RESTARTED.text(), key, why));
    Progress read = stored.value().orElseGet(() -> Progress.start(state.file()));
    return stored instanceof Stored.Previous<Progress> ? read.afterALostOne() : read;
  }

  DesiredState state() {
    return state;
  }

  DeviceModel model() {
    return model;
  }

  LoopStatus status() {
    return status;
  }

  boolean windowOpen() {
    return !window.isEmpty();
  }

  /**
   * Takes at most one batch of rows. A disk that takes nothing does not keep it from scoring and
   * counting.
   */
  void batch() throws IOException {
    if (unspooled != null) {
      close();
    }
    int room = Math.max(1, state.batch());
    boolean more = true;
    while (more && room > 0) {
      if (window.isFull()) {
        close();
      }
      Poll poll = poll(Math.min(CHUNK, room));
      long taken = poll.rows().size() + poll.refused().count();
      if (taken > 0) {
        window.add(poll, context.clock().instant());
        sayScores(poll);
      }
      position = poll.next();
      room -= (int) taken;
      more = poll.more();
      status = LoopStatus.of(progress, window, source.nextRow());
    }
  }

  private void sayScores(Poll poll) {
    if (!scores && poll.rows().size() > 0) {
      scores = true;
      LOG.info("{} scores with generation {}", key, state.generation());
    }
  }

  private Poll poll(int most) throws IOException {
    try {
      Poll poll = source.poll(most);
      if (poll.restarted().isPresent()) {
        close();
        context
            .incidents()
            .report(IncidentKind.SOURCE_RESTARTED.text(), key, poll.restarted().get());
      }
      fault = null;
      return poll;
    } catch (SourceException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.equals(fault)) {
        fault = message;
        context.incidents().report(IncidentKind.SOURCE_FAULT.text(), key, message);
      }
      throw e;
    }
  }

  /** Closes the window if the disk takes it; otherwise it stays open, and is tried again. */
  void close() {
    try {
      keep();
    } catch (IOException e) {
      disk.failed(e);
    }
  }

  private void keep() throws IOException {
    long rows = window.rows();
    long unnamed = window.unnamed();
    closeDurably();
    disk.over(rows, unnamed);
  }

  /** Makes window and position durable, together, and hands the window to the spool. */
  private void closeDurably() throws IOException {
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
            progress.others(),
            progress.rows() + window.rows(),
            progress.bad() + window.bad(),
            progress.anomalies() + window.anomalies(),
            sequences,
            closed);
    next.write(directory);
    progress = next;
    unspooled = closed;
    kept();
    spoolLast();
    source.committed(position);
  }

  /** What follows when the window is on the disk. */
  private void kept() throws IOException {
    long now = context.nanos().getAsLong();
    long rows = window.rows();
    Optional<String> left = badRows.add(window.bad(), window.firstBad(), now);
    window.reset();
    status = LoopStatus.of(progress, window, source.nextRow());
    left.ifPresent(
        message -> context.incidents().report(IncidentKind.ROWS_BAD.text(), key, message));
    if (proof.makes(rows, now)) {
      NodeStates.prove(directory, state);
      proof.given();
    }
  }

  /**
   * Between two batches: what the old model saw is closed before the new one begins. What could
   * fail is done before the commit, so the old model runs on if it does.
   */
  void swap(DesiredState to, DeviceModel with, Activation activation) throws IOException {
    OpenWindow opened = new OpenWindow(with, CHUNK);
    keep();
    Progress moved = progress.of(to.file());
    Source from = source(to, with, moved.position());
    try {
      activation.commit(to);
    } catch (IOException | RuntimeException | Error e) {
      from.close();
      throw e;
    }
    source.close();
    state = to;
    model = with;
    source = from;
    window = opened;
    progress = moved;
    position = progress.position();
    proof = new Proof(context.nanos().getAsLong());
    fault = null;
    scores = false;
  }

  /** Lets go of the source. */
  void end() {
    try {
      source.close();
    } catch (IOException e) {
      LOG.warn("the source of {} is not closed: {}", key, e.toString());
    }
  }

  private void spoolLast() throws IOException {
    if (unspooled != null) {
      context.spool().append(Priority.WINDOW, Json.write(unspooled), unspooled.rows());
      unspooled = null;
    }
  }

  private Source source(DesiredState of, DeviceModel with, Position at) throws IOException {
    return context.sources().open(key, directory, of, with.wanted(), CHUNK, at);
  }
}
