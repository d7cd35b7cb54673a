package dev.ionosphere.workflows.machine.ordered;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A map that nobody changes, in the order in which it was made. Handed on, it is not copied; with
 * another value for one of its keys, it shares the keys.
 */
public final class OrderedMap<K, V> extends AbstractMap<K, V> {

  private final OrderedKeys keys;
  private final Object[] values;

  private OrderedMap(OrderedKeys keys, Object[] values) {
    this.keys = keys;
    this.values = values;
  }

  public static <K, V> OrderedMap<K, V> copyOf(Map<K, V> map) {
    if (map instanceof OrderedMap<K, V> ordered) {
      return ordered;
    }
    Object[] keys = new Object[map.size()];
    Object[] values = new Object[keys.length];
    int index = 0;
    for (Entry<K, V> entry : map.entrySet()) {
      keys[index] = entry.getKey();
      values[index] = entry.getValue();
      index++;
    }
    return new OrderedMap<>(OrderedKeys.of(keys), values);
  }

  /** A new key comes last; a known one keeps its place. */
  public OrderedMap<K, V> with(K key, V value) {
    int index = keys.find(key);
    if (index < 0) {
      Object[] more = Arrays.copyOf(values, values.length + 1);
      more[values.length] = value;
      return new OrderedMap<>(keys.with(key), more);
    }
    Object[] same = values.clone();
    same[index] = value;
    return new OrderedMap<>(keys, same);
  }

  public OrderedMap<K, V> without(K key) {
    int index = keys.find(key);
    return index < 0
        ? this
        : new OrderedMap<>(keys.without(index), OrderedKeys.without(values, index));
  }

  /** Only what is kept, in the same order. */
  public OrderedMap<K, V> where(BiPredicate<? super K, ? super V> kept) {
    Object[] some = new Object[values.length];
    Object[] theirs = new Object[values.length];
    int count = 0;
    for (int index = 0; index < values.length; index++) {
      if (kept.test(key(index), value(index))) {
        some[count] = keys.at(index);
        theirs[count] = values[index];
        count++;
      }
    }
    return count == values.length
        ? this
        : new OrderedMap<>(
            OrderedKeys.of(Arrays.copyOf(some, count)), Arrays.copyOf(theirs, count));
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    int index = keys.find(key);
    return index < 0 ? null : value(index);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return keys.find(key) >= 0;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return new InOrder<>(values.length, index -> Map.entry(key(index), value(index)));
  }

  @Override
  public Set<K> keySet() {
    return new InOrder<>(values.length, this::key) {
      @Override
      public boolean contains(@Nullable Object key) {
        return containsKey(key);
      }
    };
  }

  @SuppressWarnings("unchecked") // Only keys of the type come in.
  private K key(int index) {
    return (K) keys.at(index);
  }

  @SuppressWarnings("unchecked") // Only values of the type come in.
  private V value(int index) {
    return (V) values[index];
  }

  /** One element for each place. */
  private static class InOrder<E> extends AbstractSet<E> {

    private final int size;
    private final IntFunction<E> elements;

    InOrder(int size, IntFunction<E> elements) {
      this.size = size;
      this.elements = elements;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public Iterator<E> iterator() {
      return new Iterator<>() {

        private int next;

        @Override
        public boolean hasNext() {
          return next < size;
        }

        @Override
        public E next() {
          if (next == size) {
            throw new NoSuchElementException();
          }
          return elements.apply(next++);
        }
      };
    }
  }
}
