package dev.ionosphere.edge.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The packets that a broker sends, each as long as a small device can take. A client makes room for
 * as much as a packet's head announces, which is up to 256 MB, and a message that ends a connection
 * comes again with the next one: so the end of a long message is cut off, and whoever looks at it
 * sees that it is too long; one whose topic is no text has none. Other packets than a client gets
 * end the connection.
 *
 * <p>A read that takes too long is no end: it goes on with the next.
 */
final class BoundedPackets extends InputStream {

  /** Of one that is cut off, at least a byte more than is allowed is left. */
  static final int MOST_PACKET = Message.MOST + 1 + 2 + 65_535 + 2;

  private static final int LONGEST_HEAD = 5;
  private static final int TOPIC_LENGTH = 2;
  private static final int CONNACK = 2;
  private static final int PUBLISH = 3;
  private static final int SUBACK = 9;
  private static final int UNSUBACK = 11;
  private static final int PINGRESP = 13;
  private static final int QOS_2 = 0b100;

  private final InputStream in;
  private final byte[] head = new byte[LONGEST_HEAD];
  private int read;
  private int remaining;
  // The length of a message's topic, then with the topic.
  private byte[] opening = {};
  private int opened;
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
      if (!more()) {
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

  /** Goes on to what is to be given next; false at the end. */
  private boolean more() throws IOException {
    if (drops > 0) {
      return dropped();
    }
    return opening.length > 0 ? hasTopic() : begun();
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
    remaining = 0;
    for (int i = read - 1; i > 0; i--) {
      remaining = remaining << 7 | head[i] & 0x7f;
    }
    read = 0;
    begin((head[0] & 0xff) >> 4);
    return true;
  }

  private void begin(int type) throws IOException {
    if (type == PUBLISH) {
      if ((head[0] & QOS_2) != 0) {
        throw new IOException("the broker sends a message with QoS 2 or 3, asked were 0 and 1");
      }
      needs(TOPIC_LENGTH);
      opening = new byte[TOPIC_LENGTH];
      opened = 0;
      return;
    }
    if (!isAnswer(type)) {
      throw new IOException(
          "the broker sends a packet of type %d with %d bytes, which no client is sent"
              .formatted(type, remaining));
    }
    give(new byte[0], remaining);
  }

  /** Whether it is one by its length as well; a client asks for a topic at a time. */
  private boolean isAnswer(int type) {
    return switch (type) {
      case CONNACK, UNSUBACK -> remaining == 2;
      case SUBACK -> remaining == 3;
      case PINGRESP -> remaining == 0;
      default -> false;
    };
  }

  /** A message has at least that. */
  private void needs(int bytes) throws IOException {
    if (remaining < bytes) {
      throw new IOException(
          "the broker sends a message of %d bytes, in which its topic does not end"
              .formatted(remaining));
    }
  }

  /** Reads the topic of a message; false at the end. */
  private boolean hasTopic() throws IOException {
    while (opened < opening.length) {
      int count = in.read(opening, opened, opening.length - opened);
      if (count < 0) {
        return false;
      }
      opened += count;
    }
    int whole = TOPIC_LENGTH + ((opening[0] & 0xff) << 8 | opening[1] & 0xff);
    if (opened < whole) {
      needs(whole);
      opening = Arrays.copyOf(opening, whole);
      return true;
    }
    byte[] topic = ClientTopic.of(Arrays.copyOfRange(opening, TOPIC_LENGTH, whole));
    opening = new byte[0];
    byte[] start = new byte[TOPIC_LENGTH + topic.length];
    start[0] = (byte) (topic.length >> 8);
    start[1] = (byte) topic.length;
    System.arraycopy(topic, 0, start, TOPIC_LENGTH, topic.length);
    give(start, remaining - whole);
    return true;
  }

  /** Gives a packet that begins so, and goes on with so much, or less, of what comes. */
  private void give(byte[] start, int rest) {
    passes = Math.min(rest, MOST_PACKET - start.length);
    drops = rest - passes;
    byte[] first = head(head[0] & 0xff, start.length + passes);
    given = Arrays.copyOf(first, first.length + start.length);
    System.arraycopy(start, 0, given, first.length, start.length);
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
    return Arrays.copyOf(head, count);
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
