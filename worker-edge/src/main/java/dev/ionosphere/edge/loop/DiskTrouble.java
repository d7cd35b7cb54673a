package dev.ionosphere.edge.loop;

import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.models.device.IncidentKind;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the disk takes what a loop wants to keep. While it does not, counts stay in memory; that
 * is said once, and again with what it meant when the disk takes them. One thread.
 */
final class DiskTrouble {

  private static final Logger LOG = LoggerFactory.getLogger(DiskTrouble.class);

  private final NodeKey key;
  private final LoopContext context;
  private @Nullable IOException cause;
  private Instant since = Instant.EPOCH;

  DiskTrouble(NodeKey key, LoopContext context) {
    this.key = key;
    this.context = context;
  }

  void failed(IOException why) {
    if (cause != null) {
      return;
    }
    cause = why;
    since = context.clock().instant();
    String message = "the disk takes nothing, rows are counted in memory: " + why;
    LOG.warn("{}", message);
    context.statuses().trouble(key, false, message);
    // A full disk may have room for this in a segment that is there.
    context.incidents().report(IncidentKind.DISK_FAULT.text(), key, message);
  }

  /**
   * The disk has taken what was counted.
   *
   * @param rows that were counted
   * @param unnamed anomalies that are counted and not named
   */
  void over(long rows, long unnamed) {
    if (cause == null) {
      return;
    }
    String message =
        "the disk took nothing from %s on (%s); %d rows were counted in memory and are kept now, %d anomalies among them are counted without being named"
            .formatted(since, cause, rows, unnamed);
    cause = null;
    context.statuses().well(key);
    context.incidents().report(IncidentKind.DISK_FAULT.text(), key, message);
  }
}
