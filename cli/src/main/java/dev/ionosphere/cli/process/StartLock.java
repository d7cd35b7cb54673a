package dev.ionosphere.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets one command at a time start and stop the processes of a data directory. The system releases
 * it when the command ends, however it ends.
 */
public final class StartLock implements AutoCloseable {
  private final FileChannel channel;

  private StartLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits until no other command has it.
   *
   * @param command such as {@code ion up}, told to others that wait
   * @param waiting told once, with the holder, if this has to wait
   * @throws StartFailedException if the other command takes longer than {@code atMost}
   */
  public static StartLock acquire(
      Layout layout, String command, Duration atMost, Consumer<String> waiting) {
    Path file = layout.startLock();
    try {
      OwnFolder.makeFor(file);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        waiting.accept("Waiting for " + holder(file) + ".");
        if (!Await.until(atMost, () -> isLocked(channel))) {
          channel.close();
          throw new StartFailedException(
              "Timed out after %d s waiting for %s. It starts or stops processes of %s. Try again when it has ended."
                  .formatted(atMost.toSeconds(), holder(file), layout.data()));
        }
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              "`%s` (process %d)"
                  .formatted(command, ProcessHandle.current().pid())
                  .getBytes(StandardCharsets.UTF_8)));
      return new StartLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be locked", e);
    }
  }

  private static boolean isLocked(FileChannel channel) {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException anotherThread) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String holder(Path file) throws IOException {
    String text = Files.readString(file).strip();
    return text.isEmpty() ? "another ion command" : text;
  }

  /** Releases it; a second time does nothing. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
