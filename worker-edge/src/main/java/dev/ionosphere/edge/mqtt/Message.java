package dev.ionosphere.edge.mqtt;

import dev.ionosphere.edge.inbox.Mark;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A message as it came.
 *
 * @param id the broker's number of it, until it is acknowledged; 0 if no answer is wanted
 * @param again whether the broker may have sent it before
 * @param retained whether it is an old one that the broker keeps for whoever subscribes
 */
record Message(int id, boolean again, boolean retained, String topic, byte[] payload) {

  /** Most bytes that are taken. */
  static final int MOST = 1 << 18;

  Mark mark() {
    CRC32C crc = new CRC32C();
    crc.update(topic.getBytes(StandardCharsets.UTF_8));
    crc.update(0);
    crc.update(payload);
    return new Mark(id, (int) crc.getValue());
  }

  boolean isTooLong() {
    return payload.length > MOST;
  }
}
