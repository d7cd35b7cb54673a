package dev.ionosphere.models.request;

import java.util.BitSet;

/**
 * Which numbers a session has used. Requests may overlap and overtake each other, so a number may
 * be lower than the highest by less than the window; what is older than that counts as used. Safe
 * for threads.
 */
public final class ReplayWindow {

  /** Numbers that are told apart. */
  public static final int SIZE = 1024;

  private final BitSet used = new BitSet(SIZE);
  private long highest;

  /** Whether nobody has taken the number; looks only. */
  public synchronized boolean isFree(long number) {
    return number > highest || (number > highest - SIZE && !used.get(slot(number)));
  }

  /** Takes the number; false if somebody has. */
  public synchronized boolean take(long number) {
    if (!isFree(number)) {
      return false;
    }
    if (number > highest) {
      slide(number);
    }
    used.set(slot(number));
    return true;
  }

  private void slide(long number) {
    if (number - highest >= SIZE) {
      used.clear();
    } else {
      for (long passed = highest + 1; passed < number; passed++) {
        used.clear(slot(passed));
      }
    }
    highest = number;
  }

  private static int slot(long number) {
    return (int) Math.floorMod(number, (long) SIZE);
  }
}
