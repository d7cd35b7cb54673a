package dev.ionosphere.workflows.machine.ordered;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keys in order and where each stands. Shared by maps that differ in values only. */
final class OrderedKeys {

  /** Among so few, looking at each is faster than an index. */
  private static final int FEW = 8;

  private final Object[] keys;

  /** Open addressing: the place of a key, plus one; 0 is free. Empty where there are few. */
  private final int[] index;

  private OrderedKeys(Object[] keys) {
    this.keys = keys;
    index = keys.length <= FEW ? new int[0] : indexed(keys);
  }

  static OrderedKeys of(Object[] keys) {
    return new OrderedKeys(keys);
  }

  private static int[] indexed(Object[] keys) {
    // Half empty at least, so that a search ends.
    int[] index = new int[Integer.highestOneBit(keys.length) * 4];
    for (int place = 0; place < keys.length; place++) {
      int slot = slot(keys[place], index);
      while (index[slot] != 0) {
        slot = slot + 1 & index.length - 1;
      }
      index[slot] = place + 1;
    }
    return index;
  }

  private static int slot(Object key, int[] index) {
    int hash = key.hashCode();
    return (hash ^ hash >>> 16) & index.length - 1;
  }

  Object at(int place) {
    return keys[place];
  }

  /** The place of a key; -1 if it is none. */
  int find(@Nullable Object key) {
    if (key == null) {
      return -1;
    }
    if (index.length == 0) {
      for (int place = 0; place < keys.length; place++) {
        if (keys[place].equals(key)) {
          return place;
        }
      }
      return -1;
    }
    int slot = slot(key, index);
    while (index[slot] != 0) {
      if (keys[index[slot] - 1].equals(key)) {
        return index[slot] - 1;
      }
      slot = slot + 1 & index.length - 1;
    }
    return -1;
  }

  OrderedKeys with(Object key) {
    Object[] more = Arrays.copyOf(keys, keys.length + 1);
    more[keys.length] = key;
    return new OrderedKeys(more);
  }

  OrderedKeys without(int place) {
    return new OrderedKeys(without(keys, place));
  }

  static Object[] without(Object[] all, int place) {
    Object[] left = new Object[all.length - 1];
    System.arraycopy(all, 0, left, 0, place);
    System.arraycopy(all, place + 1, left, place, left.length - place);
    return left;
  }
}
