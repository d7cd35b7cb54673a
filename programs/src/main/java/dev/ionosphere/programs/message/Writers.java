package dev.ionosphere.programs.message;

import dev.ionosphere.programs.message.Message.Origin;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells lines that are there twice by their process and number. Threads of a process may write a
 * little out of order; a process that opens anew is another one with the same number. The processes
 * that wrote last are remembered.
 */
final class Writers {

  private static final int MOST = 1_000;

  /** How far lines may be out of order. */
  private static final int WINDOW = 8_192;

  /** A greater number is nobody's. */
  private static final long GREATEST = 1L << 53;

  private final Map<Long, Writer> writers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Writer> eldest) {
          return size() > MOST;
        }
      };

  /** Whether it is there for the first time. One without a number always is. */
  boolean isNew(Message message) {
    Origin origin = message.origin();
    long sequence = origin.sequence().orElse(-1);
    if (origin.pid().isEmpty() || sequence < 0 || sequence > GREATEST) {
      return true;
    }
    long pid = origin.pid().getAsLong();
    Writer writer = writers.get(pid);
    long opened = message instanceof Message.Open ? origin.time().toEpochMilli() : 0;
    if (writer == null || opened != 0 && writer.opened != 0 && writer.opened != opened) {
      writer = new Writer();
      writers.put(pid, writer);
    }
    if (opened != 0) {
      writer.opened = opened;
    }
    return writer.isNew(sequence);
  }

  /**
   * As it is kept in a file.
   *
   * @param seen which of the newest numbers were there, in hexadecimal
   */
  record Saved(long opened, long highest, long[] seen) {}

  Map<Long, Saved> save() {
    Map<Long, Saved> saved = new LinkedHashMap<>();
    writers.forEach(
        (pid, writer) -> saved.put(pid, new Saved(writer.opened, writer.highest, writer.seen)));
    return saved;
  }

  static Writers of(Map<Long, Saved> saved) {
    Writers all = new Writers();
    saved.forEach((pid, known) -> {
      Writer writer = new Writer();
      writer.opened = known.opened();
      writer.highest = known.highest();
      System.arraycopy(
          known.seen(), 0, writer.seen, 0, Math.min(known.seen().length, writer.seen.length));
      all.writers.put(pid, writer);
    });
    return all;
  }

  private static final class Writer {

    private final long[] seen = new long[WINDOW / Long.SIZE];
    private long highest = -1;
    private long opened;

    boolean isNew(long sequence) {
      if (sequence > highest) {
        forget(sequence);
        highest = sequence;
      } else if (sequence <= highest - WINDOW) {
        return false;
      }
      int word = word(sequence);
      boolean first = (seen[word] & bit(sequence)) == 0;
      seen[word] |= bit(sequence);
      return first;
    }

    /** The numbers between the highest and this one take the places of old ones. */
    private void forget(long sequence) {
      if (sequence - highest >= WINDOW) {
        Arrays.fill(seen, 0);
        return;
      }
      for (long number = highest + 1; number <= sequence; number++) {
        seen[word(number)] &= ~bit(number);
      }
    }

    private static int word(long sequence) {
      return (int) (sequence % WINDOW) / Long.SIZE;
    }

    private static long bit(long sequence) {
      return 1L << (sequence % Long.SIZE);
    }
  }
}
