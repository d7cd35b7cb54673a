package dev.ionosphere.programs.message;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Gives the disk back what was read of a file to which others append. Its beginning becomes a hole:
 * the file stays as long as it is, so that nothing that is written meanwhile can be lost. Where the
 * system has no holes, the file is emptied once all of it was read and nobody has written for a
 * while; writers append, and so go on at its new end.
 */
final class ReadSpace {

  private static final System.Logger LOG = System.getLogger(ReadSpace.class.getName());

  private static final long BLOCK = 4096;
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final String command;
  private final Path file;
  private final Clock clock;
  private long freed;
  private boolean holes = true;

  ReadSpace(Path file, Clock clock, long freed) {
    this("fallocate", file, clock, freed);
  }

  ReadSpace(String command, Path file, Clock clock, long freed) {
    this.command = command;
    this.file = file;
    this.clock = clock;
    this.freed = freed;
  }

  /** Bytes at the beginning that are no longer on the disk. */
  long freed() {
    return freed;
  }

  /** It is another file. */
  void restart() {
    freed = 0;
  }

  /**
   * Gives back what is before the position, if it is more than the bound.
   *
   * @param position up to which nobody needs the file any more
   * @return whether it was emptied: what comes is at its beginning
   */
  boolean give(long position, long bound) throws IOException {
    if (position - freed <= bound || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    long until = position / BLOCK * BLOCK;
    if (holes && punch(until)) {
      freed = until;
      return false;
    }
    holes = false;
    return empty(position);
  }

  /** Java has no call for it; who has {@code setsid} has this one. */
  private boolean punch(long until) throws IOException {
    try {
      Process process =
          new ProcessBuilder(
                  command,
                  "--punch-hole",
                  "--offset",
                  Long.toString(freed),
                  "--length",
                  Long.toString(until - freed),
                  file.toString())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      if (process.waitFor() == 0) {
        return true;
      }
      LOG.log(Level.INFO, file + " is kept whole until nobody writes to it: no holes here");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException none) {
      LOG.log(
          Level.INFO,
          "%s is kept whole until nobody writes to it: %s".formatted(file, none.getMessage()));
    }
    return false;
  }

  private boolean empty(long position) throws IOException {
    Instant quiet = clock.instant().minus(QUIET);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      Instant written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
      if (channel.size() == position && written.isBefore(quiet)) {
        channel.truncate(0);
        freed = 0;
        return true;
      }
      return false;
    }
  }
}
