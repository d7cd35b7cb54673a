package dev.ionosphere.programs.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What is kept of a program's lines: the first ones in a file of their own, the newest in two that
 * take turns. What lies between is dropped and counted.
 */
final class KeptOutput implements AutoCloseable {

  private final Path log;
  private final long most;
  private OutputStream out;
  private long bytes;
  private long dropped;

  /**
   * @param log the newest lines
   * @param most bytes of each of the three files
   * @param dropped bytes that are gone already
   */
  KeptOutput(Path log, long most, long dropped) throws IOException {
    this.log = log;
    this.most = most;
    this.dropped = dropped;
    out = open();
    bytes = Files.size(log);
  }

  /** The lines before the newest ones. */
  static Path older(Path log) {
    return log.resolveSibling(log.getFileName() + ".older");
  }

  /** The first lines of a program that printed much. */
  static Path head(Path log) {
    return log.resolveSibling(log.getFileName() + ".head");
  }

  void add(String line) throws IOException {
    byte[] text = (line + "\n").getBytes(StandardCharsets.UTF_8);
    if (bytes + text.length > most && bytes > 0) {
      turn();
    }
    out.write(text);
    bytes += text.length;
  }

  private void turn() throws IOException {
    out.close();
    Path head = head(log);
    Path older = older(log);
    if (Files.notExists(head)) {
      Files.move(log, head);
    } else {
      dropped += Files.exists(older) ? Files.size(older) : 0;
      Files.move(log, older, StandardCopyOption.REPLACE_EXISTING);
    }
    out = open();
    bytes = 0;
  }

  /** Bytes of lines that are nowhere any more. */
  long dropped() {
    return dropped;
  }

  /** Counts bytes that were never read. */
  void drop(long unread) {
    dropped += unread;
  }

  void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private OutputStream open() throws IOException {
    return new BufferedOutputStream(
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 1 << 16);
  }
}
