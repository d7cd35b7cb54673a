package dev.ionosphere.programs.note;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file that holds what one has read so far and how far that was: both or neither. A large one is
 * written more seldom.
 */
public final class DurableNote<T> {

  private static final System.Logger LOG = System.getLogger(DurableNote.class.getName());

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration EVERY_MEBIBYTE = Duration.ofSeconds(1);

  /** No note of ours is as large. */
  private static final long MOST_BYTES = 128L << 20;

  private final Path path;
  private final Class<T> type;
  private final Clock clock;
  private Instant next = Instant.EPOCH;

  public DurableNote(Path path, Class<T> type, Clock clock) {
    this.path = path;
    this.type = type;
    this.clock = clock;
  }

  /**
   * What was noted last; empty if that was nothing, or is no longer readable. A program could write
   * here as well, so that no more is believed than was checked.
   *
   * @param restore makes of it what is needed, or throws
   */
  public Optional<T> read(Consumer<T> restore) {
    if (Files.notExists(path)) {
      return Optional.empty();
    }
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw new IOException("it has %d bytes".formatted(Files.size(path)));
      }
      T noted = JSON.readValue(Files.readAllBytes(path), type);
      restore.accept(noted);
      return Optional.of(noted);
    } catch (IOException | RuntimeException damaged) {
      LOG.log(
          Level.WARNING,
          "%s is damaged, all is read anew: %s".formatted(path, damaged.getMessage()));
      return Optional.empty();
    }
  }

  /** Whether it is time to note again. */
  public boolean isDue() {
    return !clock.instant().isBefore(next);
  }

  /** Replaces what was noted. */
  public void write(T state) throws IOException {
    Path partial = path.resolveSibling(path.getFileName() + ".partial");
    byte[] bytes = JSON.writeValueAsBytes(state);
    Files.write(partial, bytes);
    Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    next = clock.instant().plus(EVERY).plus(EVERY_MEBIBYTE.multipliedBy(bytes.length >> 20));
  }
}
