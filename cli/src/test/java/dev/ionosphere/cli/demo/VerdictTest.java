package dev.ionosphere.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Map<String, Integer> FILES = Map.of("engine-61", 100);

  @Test
  void holdsWhenEveryRowWasScoredWell() {
    assertThat(steps(100, rows(70, 100))).allMatch(Verdict.Step::happened);
  }

  @Test
  void countsToTheRow() {
    assertThat(failed(steps(99, rows(70, 100)))).containsExactly("rows scored");
    assertThat(failed(steps(101, rows(70, 100)))).containsExactly("rows scored");
  }

  @Test
  void countsAlarmsOnHealthyFlights() {
    assertThat(failed(steps(100, rows(59, 100)))).isEmpty();
    assertThat(failed(steps(100, rows(58, 100)))).containsExactly("false alarms");
  }

  @Test
  void countsWearThatWasMissed() {
    assertThat(failed(steps(100, rows(73, 100)))).isEmpty();
    assertThat(failed(steps(100, rows(74, 100)))).containsExactly("wear noticed");
  }

  @Test
  void nothingDeliveredIsNothingDone() {
    assertThat(failed(Verdict.ofRows(FILES, Map.of(), Map.of())))
        .containsExactly("devices on the model", "rows scored", "false alarms", "wear noticed");
  }

  private static List<Verdict.Step> steps(long rows, Set<Long> anomalies) {
    return Verdict.ofRows(
        FILES,
        Map.of(
            "engine-61",
            new DemoHub.DeviceProgress(rows, anomalies.size(), "active", 1, "sha256:abc")),
        Map.of("engine-61", anomalies));
  }

  private static Set<Long> rows(long from, long to) {
    return LongStream.range(from, to).boxed().collect(Collectors.toSet());
  }

  private static List<String> failed(List<Verdict.Step> steps) {
    return steps.stream().filter(step -> !step.happened()).map(Verdict.Step::name).toList();
  }
}
