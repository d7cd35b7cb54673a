package dev.ionosphere.edge.spool;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * How far a lane is. What it counts is durable in one step with the head, so nothing counts twice.
 *
 * @param head the oldest record still wanted
 * @param dropped since the device was enrolled
 * @param aside put aside since the device was enrolled
 * @param name random, under which the numbers are good; 0 if the lane has none yet
 */
record Mark(long head, Tally dropped, Tally aside, long name) {

  static final int BYTES = 6 * Long.BYTES;

  static Mark of(long head) {
    return new Mark(head, Tally.NONE, Tally.NONE, 0);
  }

  static Mark read(ByteBuffer from) {
    return new Mark(
        from.getLong(),
        new Tally(from.getLong(), from.getLong()),
        new Tally(from.getLong(), from.getLong()),
        from.getLong());
  }

  void write(ByteBuffer to) {
    to.putLong(head)
        .putLong(dropped.records())
        .putLong(dropped.rows())
        .putLong(aside.records())
        .putLong(aside.rows())
        .putLong(name);
  }

  Mark at(long sequence) {
    return new Mark(sequence, dropped, aside, name);
  }

  Mark plusDropped(Tally more) {
    return new Mark(head, dropped.plus(more), aside, name);
  }

  Mark plusAside(Tally more) {
    return new Mark(head, dropped, aside.plus(more), name);
  }

  boolean isNamed() {
    return name != 0;
  }

  String shownName() {
    return HexFormat.of().toHexDigits(name);
  }

  /** Who starts to count again does it under another name. */
  Mark renamed() {
    long random = new SecureRandom().nextLong();
    return new Mark(head, dropped, aside, random == 0 ? 1 : random);
  }
}
