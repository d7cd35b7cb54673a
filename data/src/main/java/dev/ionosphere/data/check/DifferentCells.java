package dev.ionosphere.data.check;

import java.io.Serializable;
import java.util.HashSet;

/**
 * Counts different values by their hashes, of 64 bits, and no further than what a model may take
 * for categories.
 */
public final class DifferentCells implements Serializable {

  private static final long serialVersionUID = 1;

  /** Categories of a column that a model may have. */
  public static final int MOST = 1_000;

  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private final HashSet<Long> hashes = new HashSet<>();
  private boolean more;

  void add(byte[] bytes, int from, int to) {
    long hash = OFFSET;
    for (int i = from; !more && i < to; i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * PRIME;
    }
    add(hash);
  }

  private void add(long hash) {
    if (!more) {
      hashes.add(hash);
      more = hashes.size() > MOST;
      if (more) {
        hashes.clear();
      }
    }
  }

  void addAll(DifferentCells others) {
    if (others.more) {
      more = true;
      hashes.clear();
    }
    others.hashes.forEach(this::add);
  }

  long count() {
    return more ? MOST + 1 : hashes.size();
  }
}
