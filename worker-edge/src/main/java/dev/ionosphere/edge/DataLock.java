package dev.ionosphere.edge;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a device's directory to one agent. The system gives the lock back when the agent ends,
 * however it ends, so the file that stays behind means nothing.
 */
final class DataLock implements AutoCloseable {

  /** Another agent works on the directory. */
  static final class Taken extends IOException {
    private static final long serialVersionUID = 1L;

    private Taken(Path data) {
      super(
          "ION_EDGE_DATA: %s is in use by another agent; a directory belongs to one agent at a time"
              .formatted(data));
    }
  }

  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  static DataLock take(Path data) throws IOException {
    Files.createDirectories(data);
    Path file = data.resolve("lock");
    boolean readOnly = Files.exists(file) && !isWritable(file);
    FileChannel channel =
        readOnly
            ? FileChannel.open(file, StandardOpenOption.READ)
            : FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      @Nullable FileLock lock = channel.tryLock(0, Long.MAX_VALUE, readOnly);
      if (lock != null) {
        return new DataLock(channel);
      }
    } catch (OverlappingFileLockException sameProcess) {
      // Said below.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new Taken(data);
  }

  /** On a read-only disk agents share the lock, and none of them has anything to write. */
  private static boolean isWritable(Path file) throws IOException {
    return Files.isWritable(file) && !Files.getFileStore(file).isReadOnly();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
