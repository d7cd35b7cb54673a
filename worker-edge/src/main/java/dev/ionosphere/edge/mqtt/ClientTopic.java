package dev.ionosphere.edge.mqtt;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Topics as the client takes them. Its thread ends, without a word, of one with a character from
 * U+FDD0 on, though MQTT has nothing against most of them: full-width letters and brackets are
 * there. So each goes past it as two for private use, its upper bits and its lower ten; so do those
 * that stand for others.
 */
final class ClientTopic {

  private static final int FIRST_NOT_TAKEN = 0xfdd0;
  private static final int UPPER = 0xe100;
  private static final int LOWER = 0xe600;
  private static final int LOWER_BITS = 10;
  private static final int LOWER_MASK = (1 << LOWER_BITS) - 1;
  private static final int LAST = LOWER + LOWER_MASK;
  private static final int MOST_BYTES = 0xffff;

  /** For the client; empty if it is no text, or none that MQTT allows. */
  static byte[] of(byte[] topic) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(topic)).toString();
      if (text.codePoints().anyMatch(ClientTopic::isNone)) {
        return new byte[0];
      }
      if (text.codePoints().allMatch(ClientTopic::isTaken)) {
        return topic;
      }
      byte[] written = written(text).getBytes(StandardCharsets.UTF_8);
      return written.length > MOST_BYTES ? new byte[0] : written;
    } catch (CharacterCodingException e) {
      return new byte[0];
    }
  }

  /** Control characters, and those that are none for ever. */
  private static boolean isNone(int c) {
    return Character.isISOControl(c) || c >= 0xfdd0 && c <= 0xfdef || (c & 0xfffe) == 0xfffe;
  }

  private static boolean isTaken(int c) {
    return c < UPPER || c > LAST && c < FIRST_NOT_TAKEN;
  }

  private static String written(String topic) {
    StringBuilder written = new StringBuilder();
    topic
        .codePoints()
        .forEach(c -> {
          if (isTaken(c)) {
            written.appendCodePoint(c);
          } else {
            written
                .append((char) (UPPER + (c >> LOWER_BITS)))
                .append((char) (LOWER + (c & LOWER_MASK)));
          }
        });
    return written.toString();
  }

  /** As it was, of what the client gave. */
  static String read(String topic) {
    if (topic.chars().noneMatch(ClientTopic::isUpper)) {
      return topic;
    }
    StringBuilder read = new StringBuilder();
    for (int i = 0; i < topic.length(); i++) {
      int c = topic.charAt(i);
      if (isUpper(c)) {
        i++;
        c = (c - UPPER) << LOWER_BITS | topic.charAt(i) - LOWER;
      }
      read.appendCodePoint(c);
    }
    return read.toString();
  }

  private static boolean isUpper(int c) {
    return c >= UPPER && c < LOWER;
  }

  /** Whether the client can ask for it. */
  static boolean canBeAsked(String topic) {
    return topic.codePoints().allMatch(c -> c < FIRST_NOT_TAKEN);
  }

  private ClientTopic() {}
}
