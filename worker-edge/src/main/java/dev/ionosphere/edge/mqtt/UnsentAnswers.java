package dev.ionosphere.edge.mqtt;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers of a connection that the client still holds, since the broker does not take them: it has
 * no bound for those itself. Safe for threads.
 */
final class UnsentAnswers {

  /** A broker that keeps to MQTT has no more messages under way than there are numbers. */
  static final int MOST = 65_535;

  private static final int BYTES = 4;

  private final AtomicLong bytes = new AtomicLong();

  /** Whether there is room for one more, which is counted. */
  boolean add() {
    return bytes.addAndGet(BYTES) <= (long) MOST * BYTES;
  }

  /** Where answers leave; what else does counts for some of them. */
  OutputStream leaving(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(int one) throws IOException {
        out.write(one);
        bytes.addAndGet(-1);
      }

      @Override
      public void write(byte[] some, int from, int length) throws IOException {
        out.write(some, from, length);
        bytes.addAndGet(-length);
      }
    };
  }
}
