package dev.ionosphere.cli.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The time in which a file is ours alone, among processes and threads. The lock is on a file beside
 * it, since the file itself is replaced.
 */
final class ProcessFileLock implements AutoCloseable {

  /** A lock of the system belongs to the process, so its threads need one of their own. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final FileChannel channel;

  private ProcessFileLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits until nobody else has it; makes its directory if there is none. */
  static ProcessFileLock beside(Path file) throws IOException {
    OwnFolder.makeFor(file);
    THREADS.lock();
    try {
      FileChannel channel =
          FileChannel.open(
              file.resolveSibling(file.getFileName() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      channel.lock();
      return new ProcessFileLock(channel);
    } catch (IOException | RuntimeException e) {
      THREADS.unlock();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      THREADS.unlock();
    }
  }
}
