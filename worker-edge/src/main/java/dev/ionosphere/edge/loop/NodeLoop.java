package dev.ionosphere.edge.loop;

import dev.ionosphere.data.source.Poll;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.Source;
import dev.ionosphere.data.source.SourceException;
import dev.ionosphere.edge.model.DeviceModel;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.NodeStates;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.store.Stored;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Bucket.SourceState;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.device.IncidentKind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one node does on the device, step by step: takes a micro-batch, closes what was counted,
 * changes the model between two batches. One thread; {@link InferenceLoop} has the clockwork.
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
  private OpenBuckets open;
  private Progress progress;
  private Position position;
  private final Unspooled unspooled;
  private SourceWatch watch;
  private final BadRows badRows = new BadRows();
  private final DiskTrouble disk;
  private Proof proof;
  private boolean scores;
  // Whether something of this stretch was closed before it was over.
  private boolean told;
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
    this.open = opened(state, model);
    this.progress = progress(Progress.read(directory)).of(state.file());
    this.position = progress.position();
    this.source = source(state, model, position);
    this.unspooled = new Unspooled(progress);
    this.watch = new SourceWatch(progress);
    this.status = LoopStatus.of(progress, open, source.nextRow());
  }

  private OpenBuckets opened(DesiredState of, DeviceModel with) {
    return new OpenBuckets(with, RowTimes.of(of.format(), with.wanted()), context.seconds(of));
  }

  private Progress progress(Stored<Progress> stored) {
    stored
        .fault()
        .ifPresent(
            why -> context.incidents().report(IncidentKind.SOURCE_RESTARTED.text(), key, why));
    // Numbers of one that was lost must not be given again.
    long given = stored.fault().isPresent() ? context.clock().millis() : 0;
    Progress read = stored.value().orElseGet(() -> Progress.start(state.file(), given));
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

  /**
   * Takes at most one batch of rows. A disk that takes nothing does not keep it from scoring and
   * counting.
   *
   * @return whether it stopped in what is no rows, and is to go on at once if nothing else is due
   */
  boolean batch() throws IOException {
    if (!unspooled.isEmpty()) {
      close();
    }
    int room = Math.max(1, state.batch());
    boolean more = true;
    boolean mayClose = true;
    while (more && room > 0) {
      if (open.isFull() && mayClose) {
        close();
        mayClose = open.isEmpty();
      }
      Poll poll = poll(Math.min(open.room(), room));
      long taken = poll.rows().size() + poll.refused().count();
      if (taken > 0) {
        Instant now = context.clock().instant();
        open.add(poll, now);
        watch.read(poll, now, open.newest());
        sayScores(poll);
      }
      position = poll.next();
      room -= (int) taken;
      more = poll.more();
      status = LoopStatus.of(progress, open, source.nextRow());
      if (more && taken == 0) {
        return true;
      }
    }
    return false;
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
        // What was read of the one before cannot be read again.
        close();
        context
            .incidents()
            .report(IncidentKind.SOURCE_RESTARTED.text(), key, poll.restarted().get());
      }
      fault = null;
      watch.well();
      return poll;
    } catch (IOException e) {
      String message = SourceWatch.why(e);
      watch.faulty(message);
      if (e instanceof SourceException && !message.equals(fault)) {
        fault = message;
        context.incidents().report(IncidentKind.SOURCE_FAULT.text(), key, message);
      }
      throw e;
    }
  }

  /** Closes what was counted when a stretch is over, also if that was nothing all along. */
  void close(Stretch over) {
    if (open.isEmpty() && !told) {
      open.begin(over.start());
    }
    close();
    told = false;
  }

  /** Closes what was counted if the disk takes it; else it stays open, and is tried again. */
  void close() {
    try {
      keep();
    } catch (IOException e) {
      disk.failed(e);
    }
  }

  private void keep() throws IOException {
    long rows = open.rows();
    long unnamed = open.unnamed();
    closeDurably();
    disk.over(rows, unnamed);
  }

  /** Makes buckets and position durable, together, and hands the buckets to the spool. */
  private void closeDurably() throws IOException {
    unspooled.to(context.spool());
    if (open.isEmpty()) {
      return;
    }
    List<Bucket> closed = closed();
    Progress next =
        new Progress(
            state.file(),
            position,
            progress.others(),
            progress.rows() + open.scored(),
            progress.bad() + open.bad(),
            progress.anomalies() + open.anomalies(),
            progress.parts() + closed.size(),
            closed,
            watch.lastRow(),
            watch.newest(),
            null);
    next.write(directory);
    progress = next;
    unspooled.add(closed);
    kept();
    unspooled.to(context.spool());
    source.committed(position);
  }

  private List<Bucket> closed() {
    Instant now = context.clock().instant();
    SourceState of = watch.state(source);
    boolean offline = !context.link().reachable();
    long part = progress.parts();
    List<Bucket> closed = new ArrayList<>();
    for (OpenBucket bucket : open.all()) {
      part++;
      closed.add(
          new Bucket(
              key.ion(),
              key.node(),
              model.digest(),
              state.generation(),
              bucket.start,
              open.seconds(),
              part,
              now,
              bucket.rows(),
              bucket.scored,
              bucket.reasons(),
              bucket.firstRefused(),
              bucket.seen(),
              bucket.predictions,
              bucket.anomalies,
              bucket.examples,
              of,
              offline,
              bucket.unseen == 0 ? null : (Long) bucket.unseen));
    }
    return closed;
  }

  /** What follows when what was counted is on the disk. */
  private void kept() throws IOException {
    long now = context.nanos().getAsLong();
    long rows = open.scored();
    Optional<String> left = badRows.add(open.left(), open.firstBad(), now);
    open.reset();
    watch.told();
    told = true;
    status = LoopStatus.of(progress, open, source.nextRow());
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
    OpenBuckets opened = opened(to, with);
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
    DeviceModel old = model;
    state = to;
    model = with;
    source = from;
    open = opened;
    if (moved != progress) {
      watch = new SourceWatch(moved);
    }
    progress = moved;
    position = progress.position();
    proof = new Proof(context.nanos().getAsLong());
    fault = null;
    scores = false;
    told = false;
    old.close();
  }

  /** Lets go of the source. */
  void end() {
    try {
      source.close();
    } catch (IOException e) {
      LOG.warn("the source of {} is not closed: {}", key, e.toString());
    }
  }

  private Source source(DesiredState of, DeviceModel with, Position at) throws IOException {
    return context.sources().open(key, directory, of, with.wanted(), CHUNK, at);
  }
}
