package dev.ionosphere.workflows.machine.ordered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderedMapTest {

  private static final OrderedMap<String, Integer> THREE =
      OrderedMap.copyOf(Map.<String, Integer>of()).with("c", 1).with("a", 2).with("b", 3);

  @Test
  void aNewKeyComesLastAndAKnownOneKeepsItsPlace() {
    assertThat(THREE.with("a", 9)).hasToString("{c=1, a=9, b=3}");
    assertThat(THREE.without("a").with("a", 9)).hasToString("{c=1, b=3, a=9}");
  }

  @Test
  void whatWasMadeStaysAsItIs() {
    THREE.with("a", 9);
    THREE.without("c");
    assertThat(THREE).hasToString("{c=1, a=2, b=3}");
    assertThatThrownBy(() -> THREE.put("d", 4)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> THREE.keySet().remove("a"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> THREE.entrySet().iterator().next().setValue(4))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aCopyOfAMapThatChangesDoesNotChange() {
    Map<String, Integer> source = new LinkedHashMap<>(Map.of("a", 1));
    Map<String, Integer> copy = OrderedMap.copyOf(source);
    source.put("a", 2);
    assertThat(copy).containsExactly(Map.entry("a", 1));
    assertThat(OrderedMap.copyOf(copy)).isSameAs(copy);
  }

  @Test
  void keepsWhatItIsToldTo() {
    assertThat(THREE.where((key, value) -> value > 1)).hasToString("{a=2, b=3}");
    assertThat(THREE.where((key, value) -> true)).isSameAs(THREE);
    assertThat(THREE.without("d")).isSameAs(THREE);
  }

  /** Many keys, so that they are looked up by an index, some in one place of it. */
  @Test
  void doesWhatAMapOfTheJdkDoes() {
    Random random = new Random(1);
    List<String> names = new ArrayList<>(List.of("Aa", "BB", "AaAa", "BBBB", "AaBB", "BBAa"));
    for (int index = 0; index < 50; index++) {
      names.add("node" + index);
    }
    Map<String, Integer> expected = new LinkedHashMap<>();
    OrderedMap<String, Integer> map = OrderedMap.copyOf(expected);
    for (int step = 0; step < 5_000; step++) {
      String name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(8)) {
        case 0, 1 -> {
          map = map.without(name);
          expected.remove(name);
        }
        case 2 -> {
          int odd = step % 2;
          boolean rarely = random.nextInt(20) == 0;
          map = map.where((key, value) -> !rarely || value % 2 == odd);
          expected.values().removeIf(value -> rarely && value % 2 != odd);
        }
        default -> {
          map = map.with(name, step);
          expected.put(name, step);
        }
      }
      assertThat(map.get(name)).isEqualTo(expected.get(name));
      assertThat(map.keySet().contains(name)).isEqualTo(expected.containsKey(name));
    }
    assertThat(map).hasToString(expected.toString()).isEqualTo(expected);
    assertThat(map.hashCode()).isEqualTo(expected.hashCode());
    assertThat(List.copyOf(map.keySet())).isEqualTo(List.copyOf(expected.keySet()));
    assertThat(map.get(null)).isNull();
  }
}
