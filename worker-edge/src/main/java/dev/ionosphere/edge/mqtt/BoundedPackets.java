package dev.ionosphere.edge.mqtt;

import java.io.IOException;
import java.io.InputStream;

/**
 * The packets that a broker sends, each as long as a small device can take. A client makes room for
 * as much as a packet's head announces, which is up to 256 MB, and a message that ends a connection
 * comes again with the next one: so the end of a long message is cut off, and whoever looks at it
 * sees that it is too long. Other packets than a client gets end the connection.
 *
 * <p>A read that takes too long is no end: it goes on with the next.
 */
final class BoundedPackets extends InputStream {

  /** Of one that is cut off, at least a byte more than is allowed is left. */
  static final int MOST_PACKET = Message.MOST + 1 + 2 + 65_535 + 2;

  private static final int MOST_ANSWER = 1 << 12;
  private static final int LONGEST_HEAD = 5;
  private static final int CONNACK = 2;
  private static final int PUBLISH = 3;
  private static final int SUBACK = 9;
  private static final int UNSUBACK = 11;
  private static final int PINGRESP = 13;

  private final InputStream in;
  private final byte[] head = new byte[LONGEST_HEAD];
  private int read;
  private byte[] given = {};
  private int at;
  private int passes;
  private int drops;

  BoundedPackets(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (at == given.length && passes == 0) {
      if (!(drops > 0 ? dropped() : begun())) {
        return -1;
      }
    }
    if (at < given.length) {
      int count = Math.min(length, given.length - at);
      System.arraycopy(given, at, into, from, count);
      at += count;
      return count;
    }
    int count = in.read(into, from, Math.min(length, passes));
    passes -= Math.max(0, count);
    return count;
  }

  private boolean dropped() throws IOException {
    byte[] scratch = new byte[Math.min(drops, 1 << 13)];
    int count = in.read(scratch);
    drops -= Math.max(0, count);
    return count >= 0;
  }

  /** Reads the head of the next packet; false at the end. */
  private boolean begun() throws IOException {
    while (read < 2 || head[read - 1] < 0) {
      if (read == LONGEST_HEAD) {
        throw new IOException("the broker sends a packet whose length has no end");
      }
      int next = in.read();
      if (next < 0) {
        return false;
      }
      head[read++] = (byte) next;
    }
    int remaining = 0;
    for (int i = read - 1; i > 0; i--) {
      remaining = remaining << 7 | head[i] & 0x7f;
    }
    read = 0;
    begin(head[0] & 0xff, remaining);
    return true;
  }

  private void begin(int first, int remaining) throws IOException {
    int type = first >> 4;
    boolean message = type == PUBLISH;
    if (message && (first & 0b100) != 0) {
      throw new IOException("the broker sends a message with QoS 2 or 3, asked were 0 and 1");
    }
    boolean answer = type == CONNACK || type == SUBACK || type == UNSUBACK || type == PINGRESP;
    if (!message && (!answer || remaining > MOST_ANSWER)) {
      throw new IOException(
          "the broker sends a packet of type %d with %d bytes, which no client is sent"
              .formatted(type, remaining));
    }
    passes = Math.min(remaining, MOST_PACKET);
    drops = remaining - passes;
    given = head(first, passes);
    at = 0;
  }

  private static byte[] head(int first, int length) {
    byte[] head = new byte[LONGEST_HEAD];
    head[0] = (byte) first;
    int count = 1;
    int left = length;
    do {
      head[count++] = (byte) (left & 0x7f | (left > 0x7f ? 0x80 : 0));
      left >>= 7;
    } while (left > 0);
    return java.util.Arrays.copyOf(head, count);
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
