package dev.ionosphere.edge.hub;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Duration;

/**
 * The body of an answer. It is as it was made, and comes in time: a transfer that is slow for long
 * is ended, as one that never ends looks just like it.
 */
final class AnswerBody extends FilterInputStream {

  private final String request;
  private final HubConnections.Patience patience;
  private final long began = System.nanoTime();
  private long bytes;

  AnswerBody(InputStream body, String request, HubConnections.Patience patience) {
    super(body);
    this.request = request;
    this.patience = patience;
  }

  /**
   * @throws IOException if there is none, or it is compressed: nothing is unpacked here
   */
  static AnswerBody of(HttpURLConnection connection, HubConnections.Patience patience)
      throws IOException {
    String request = connection.getRequestMethod() + " " + connection.getURL().getPath();
    String encoding = encoding(connection);
    if (!encoding.isEmpty()) {
      throw new IOException(
          "%s: the answer is encoded as '%s', allowed is none"
              .formatted(request, encoding.substring(0, Math.min(40, encoding.length()))));
    }
    return new AnswerBody(connection.getInputStream(), request, patience);
  }

  /** Empty if it is none. */
  static String encoding(HttpURLConnection connection) {
    String encoding = connection.getHeaderField("Content-Encoding");
    return encoding == null || encoding.equalsIgnoreCase("identity") ? "" : encoding;
  }

  /**
   * All of it.
   *
   * @throws IOException if it is longer
   */
  byte[] whole(int most) throws IOException {
    byte[] all = readNBytes(most + 1);
    if (all.length > most) {
      throw new IOException("%s: the answer is longer than %d bytes".formatted(request, most));
    }
    return all;
  }

  @Override
  public int read() throws IOException {
    return counted(super.read(), 1);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    return counted(read, read);
  }

  private int counted(int read, int came) throws IOException {
    bytes += Math.max(0, came);
    Duration allowed = patience.of(bytes);
    if (read >= 0 && System.nanoTime() - began > allowed.toNanos()) {
      throw new IOException(
          "%s: the answer comes too slowly, %d bytes in %d s"
              .formatted(request, bytes, Duration.ofNanos(System.nanoTime() - began).toSeconds()));
    }
    return read;
  }
}
