package dev.ionosphere.programs.output;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.spec.component.MetricPattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a program prints as it grows. The disk holds no more of it than a bound, however much
 * is printed; whoever comes after a worker that died goes on where it was.
 */
public final class ProgramOutput implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of the raw file; then it is emptied. */
  private static final long MOST_RAW = 64L << 20;

  /** Of each of three files. */
  private static final long MOST_KEPT = 16L << 20;

  /** A bar that writes over itself is kept as often. */
  private static final Duration BAR_EVERY = Duration.ofSeconds(1);

  private final RunFolder folder;
  private final Path place;
  private final Clock clock;
  private final KeptOutput kept;
  private final PrintedMetrics metrics;
  private final Lines lines = new Lines(this::take);
  private final long mostRaw;
  private long position;
  private Instant lastBar = Instant.EPOCH;
  private Optional<String> bar = Optional.empty();

  /** Begins, or goes on where another worker was. */
  public ProgramOutput(RunFolder folder, List<MetricPattern> metrics, Clock clock)
      throws IOException {
    this(folder, metrics, clock, MOST_RAW, MOST_KEPT);
  }

  ProgramOutput(
      RunFolder folder, List<MetricPattern> metrics, Clock clock, long mostRaw, long mostKept)
      throws IOException {
    this.folder = folder;
    this.place = folder.path().resolve("output.json");
    this.clock = clock;
    this.mostRaw = mostRaw;
    this.metrics = new PrintedMetrics(metrics);
    Place before = before(place);
    this.position = before.position();
    this.metrics.restore(before.metrics());
    this.kept = new KeptOutput(folder.log(), mostKept, before.dropped());
  }

  /** How far the raw file has been read. */
  private record Place(long position, long dropped, Map<String, Double> metrics) {

    static final Place BEGIN = new Place(0, 0, Map.of());
  }

  /** A note that cannot be read, which a program may have written, is none: all is read anew. */
  private static Place before(Path place) throws IOException {
    if (Files.notExists(place)) {
      return Place.BEGIN;
    }
    try {
      Place read = JSON.readValue(Files.readAllBytes(place), Place.class);
      return read == null || read.position() < 0 || read.metrics() == null ? Place.BEGIN : read;
    } catch (JacksonException damaged) {
      return Place.BEGIN;
    }
  }

  /**
   * Reads what is new as it begins, not what comes meanwhile: a program may print faster than it is
   * read. What goes by unread then is counted.
   */
  public void poll() throws IOException {
    // A pipe would hold us up, and a link would lead us to a file that is not the program's.
    if (!Files.isRegularFile(folder.raw(), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    boolean emptied = false;
    long before = position;
    try (FileChannel raw =
        FileChannel.open(
            folder.raw(),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      if (raw.size() < position) {
        position = 0;
      }
      read(raw);
      if (position >= mostRaw) {
        // The program appends, so that it goes on at the new end. What it wrote since is read
        // first.
        read(raw);
        long end = raw.size();
        raw.truncate(0);
        skip(end);
        position = 0;
        emptied = true;
      }
    }
    if (position != before || emptied) {
      note();
    }
  }

  /** Reads what is left of a program that has ended. */
  public void finish() throws IOException {
    poll();
    lines.finish();
    if (bar.isPresent()) {
      keep(bar.get());
      bar = Optional.empty();
    }
    if (kept.dropped() > 0) {
      kept.add(
          "ionosphere: %d bytes of output were dropped, the first and the newest are kept"
              .formatted(kept.dropped()));
    }
    note();
  }

  /** The newest value of each figure that was printed. */
  public Map<String, Double> metrics() {
    return Map.copyOf(metrics.newest());
  }

  /** Bytes of lines that are nowhere any more. */
  public long dropped() {
    return kept.dropped();
  }

  private void read(FileChannel raw) throws IOException {
    long end = raw.size();
    if (end - position > mostRaw) {
      read(raw, position + mostRaw / 2);
      lines.finish();
      skip(end - mostRaw / 2);
    }
    read(raw, end);
  }

  private void read(FileChannel raw, long end) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    while (position < end) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
      int read = raw.read(buffer, position);
      if (read <= 0) {
        return;
      }
      position += read;
      lines.add(buffer.array(), read);
    }
  }

  private void skip(long to) {
    if (to > position) {
      kept.drop(to - position);
      position = to;
    }
  }

  private void take(String line, Lines.End end) {
    metrics.look(line);
    try {
      if (end != Lines.End.RETURN) {
        bar = Optional.empty();
        keep(line);
        return;
      }
      Instant now = clock.instant();
      if (now.isBefore(lastBar.plus(BAR_EVERY))) {
        bar = Optional.of(line);
        return;
      }
      lastBar = now;
      bar = Optional.empty();
      keep(line);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private void keep(String line) throws IOException {
    kept.add(line);
  }

  private void note() throws IOException {
    kept.flush();
    Path partial = place.resolveSibling(place.getFileName() + ".partial");
    Files.write(
        partial, JSON.writeValueAsBytes(new Place(position, kept.dropped(), metrics.newest())));
    Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    kept.close();
  }
}
