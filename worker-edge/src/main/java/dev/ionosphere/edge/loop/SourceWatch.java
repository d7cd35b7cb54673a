package dev.ionosphere.edge.loop;

import dev.ionosphere.data.source.Poll;
import dev.ionosphere.data.source.Source;
import dev.ionosphere.models.device.Bucket.SourceState;
import dev.ionosphere.models.device.Bucket.SourceState.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How a node's source stands: whether rows come, since when not, and why not. One thread. */
final class SourceWatch {

  private static final int MOST_TEXT = 1_000;

  private @Nullable Instant lastRow;
  private @Nullable Instant newest;
  private @Nullable String fault;
  private boolean reads;

  /** As it was known when that was kept. */
  SourceWatch(Progress progress) {
    this.lastRow = progress.lastRow();
    this.newest = progress.newest();
  }

  /**
   * It could be read.
   *
   * @param now by the device's clock
   * @param latest of the times that rows had of their own; null if none had one
   */
  void read(Poll poll, Instant now, @Nullable Instant latest) {
    fault = null;
    if (poll.rows().size() > 0 || !poll.refused().isEmpty()) {
      reads = true;
    }
    if (poll.rows().size() > 0) {
      lastRow = now;
    }
    if (latest != null && (newest == null || latest.isAfter(newest))) {
      newest = latest;
    }
  }

  void well() {
    fault = null;
  }

  void faulty(String why) {
    fault = why;
  }

  /** What was told begins anew. */
  void told() {
    reads = false;
  }

  @Nullable Instant lastRow() {
    return lastRow;
  }

  @Nullable Instant newest() {
    return newest;
  }

  SourceState state(Source source) {
    Optional<String> why = fault == null ? absent(source) : Optional.of(fault);
    Status status = why.isPresent() ? Status.FAULTY : reads ? Status.READING : Status.IDLE;
    return new SourceState(status, lastRow, newest, behind(source), shortened(why.orElse("")));
  }

  private static Optional<String> absent(Source source) {
    try {
      return source.absent();
    } catch (IOException e) {
      return Optional.of(why(e));
    }
  }

  static String shortened(String text) {
    return text.substring(0, Math.min(MOST_TEXT, text.length()));
  }

  /** How a fault is told. */
  static String why(IOException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }

  private static @Nullable Long behind(Source source) {
    try {
      OptionalLong bytes = source.behind();
      return bytes.isPresent() ? Long.valueOf(bytes.getAsLong()) : null;
    } catch (IOException e) {
      return null;
    }
  }
}
