package dev.ionosphere.workflows.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WavePlanTest {

  @Test
  void wavesAreCumulative() {
    assertThat(sizes(8, "1", "50%", "100%")).containsExactly(1, 3, 4);
    assertThat(sizes(1000, "1", "10%", "100%")).containsExactly(1, 99, 900);
  }

  @Test
  void leavesOutWavesThatAddNobody() {
    assertThat(sizes(4, "1", "10%", "100%")).containsExactly(1, 3);
    assertThat(sizes(0, "1", "100%")).isEmpty();
    assertThat(sizes(3, "5", "100%")).containsExactly(3);
  }

  @Test
  void reachesEverybodyInTheEnd() {
    assertThat(sizes(10, "2")).containsExactly(2, 8);
  }

  @Test
  void splitsAWaveInCohorts() {
    assertThat(WavePlan.cohorts(devices(120)).stream().map(List::size)).containsExactly(50, 50, 20);
  }

  private static List<Integer> sizes(int devices, String... waves) {
    return WavePlan.split(devices(devices), List.of(waves)).stream().map(List::size).toList();
  }

  private static List<String> devices(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }
}
