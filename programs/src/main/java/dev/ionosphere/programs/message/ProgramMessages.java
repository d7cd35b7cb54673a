package dev.ionosphere.programs.message;

import dev.ionosphere.programs.note.DurableNote;
import dev.ionosphere.programs.process.RunFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads what a program tells as it grows. What is in the file may be anything: memory and disk are
 * bounded, and nothing in it ends the run. Whoever comes after a worker that died goes on where it
 * noted last, with all that was told before.
 */
public final class ProgramMessages implements AutoCloseable {

  private static final Bounds USUAL = new Bounds(16L << 20, 64L << 20, 1L << 30);

  private final Path path;
  private final Clock clock;
  private final Bounds bounds;
  private final DurableNote<Place> note;
  private final Told told;
  private final MessageLines lines;
  private final ReadSpace space;
  private long position;
  private long noted;
  private long inode;
  private boolean changed;

  /** Begins, or goes on where another worker was. */
  public ProgramMessages(RunFolder folder, Clock clock) {
    this(folder, clock, USUAL);
  }

  ProgramMessages(RunFolder folder, Clock clock, Bounds bounds) {
    this.path = folder.messages();
    this.clock = clock;
    this.bounds = bounds;
    this.note = new DurableNote<>(folder.path().resolve("messages.json"), Place.class, clock);
    Place before =
        note.read(place -> new Told(place.told()))
            .orElse(new Place(0, 0, false, 0, Told.Saved.NOTHING));
    this.position = before.position();
    this.noted = position;
    this.inode = before.inode();
    this.told = new Told(before.told());
    this.lines = new MessageLines(told, before.skipping());
    this.space = new ReadSpace(path, clock, before.freed());
  }

  /**
   * How much at most.
   *
   * @param poll bytes that are read at once
   * @param file bytes on the disk that were read and noted; then they are given back
   * @param behind bytes that are yet to be read; what is more goes by unread
   */
  record Bounds(long poll, long file, long behind) {}

  /**
   * How far the file has been read.
   *
   * @param position of the first line that is not in {@code told}
   * @param skipping whether that is inside a line that is too long
   * @param freed bytes at its beginning that are no longer on the disk
   */
  record Place(long inode, long position, boolean skipping, long freed, Told.Saved told) {
    Place {
      if (position < 0 || freed < 0) {
        throw new IllegalArgumentException("position %d, freed %d".formatted(position, freed));
      }
    }
  }

  /** Reads what is new, not more than a bound. */
  public void poll() throws IOException {
    if (read(bounds.poll()) && (note.isDue() || position - noted >= bounds.file())) {
      note();
    }
    give();
  }

  /** Reads what is left of a program that has ended. */
  public void finish() throws IOException {
    read(Long.MAX_VALUE);
    lines.finish();
    note();
    give();
  }

  private void give() throws IOException {
    if (space.give(noted, bounds.file())) {
      position = 0;
      note();
    }
  }

  /** All that was told, as a copy. */
  public MessageSummary summary() {
    return told.summary();
  }

  /** The newest value of each metric. */
  public Map<String, Double> figures() {
    return told.figures();
  }

  /** How far the program says it is. */
  public OptionalDouble fraction() {
    return told.fraction();
  }

  /** What the program says it does. */
  public Optional<String> stage() {
    return told.stage();
  }

  /** Whether there is something that is not noted yet. */
  private boolean read(long most) throws IOException {
    // A pipe would hold us up, and a link would lead us to a file that is not the program's.
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return changed;
    }
    told.at(clock.instant());
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long size = file.size();
      begin(size);
      if (size - position > bounds.behind()) {
        skip(size - bounds.behind() / 2);
      }
      ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
      long left = Math.min(most, size - position);
      while (left > 0) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), left));
        int read = file.read(buffer, position);
        if (read <= 0) {
          break;
        }
        position += read;
        left -= read;
        lines.add(buffer.array(), read);
        changed = true;
      }
    }
    return changed;
  }

  /** At the beginning, if it is another file than it was. */
  private void begin(long size) throws IOException {
    long now = (Long) Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    boolean another = inode != 0 && now != inode;
    inode = now;
    if (another || size < position) {
      position = 0;
      noted = 0;
      lines.restart();
      space.restart();
      changed = true;
    }
  }

  private void skip(long to) {
    told.dropped(to - position + lines.pending());
    position = to;
    lines.skip();
    changed = true;
  }

  private void note() throws IOException {
    long until = position - lines.pending();
    note.write(new Place(inode, until, lines.isSkipping(), space.freed(), told.save()));
    noted = until;
    changed = false;
  }

  /** Notes what was read. */
  @Override
  public void close() throws IOException {
    if (changed) {
      note();
    }
  }
}
