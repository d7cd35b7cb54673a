package dev.ionosphere.workflows.machine.ordered;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map that nobody changes, in the order in which it was made. Handed on, it is not copied. */
public final class OrderedMap<K, V> extends AbstractMap<K, V> {

  private final Map<K, V> entries;

  private OrderedMap(Map<K, V> entries) {
    this.entries = entries;
  }

  public static <K, V> Map<K, V> copyOf(Map<K, V> map) {
    return map instanceof OrderedMap
        ? map
        : new OrderedMap<>(Collections.unmodifiableMap(new LinkedHashMap<>(map)));
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    return entries.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return entries.containsKey(key);
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return entries.entrySet();
  }
}
