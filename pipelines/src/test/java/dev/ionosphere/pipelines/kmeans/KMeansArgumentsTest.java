package dev.ionosphere.pipelines.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.input.ColumnWish;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KMeansArgumentsTest {

  @Test
  void hasDefaults() {
    assertThat(read(Map.of("k", 8, "input", "a.csv")))
        .isEqualTo(new KMeansArguments(new ColumnWish(List.of(), Set.of()), 8, 0.99, 50, 42));
  }

  private static KMeansArguments read(Map<String, Object> arguments) {
    return KMeansArguments.of(
        new dev.ionosphere.pipelines.component.Arguments("kmeans", arguments));
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("k", 1),
        Arguments.of("k", 2.5),
        Arguments.of("k", "eight"),
        Arguments.of("quantile", 0),
        Arguments.of("quantile", 1.01),
        Arguments.of("maxIterations", 0),
        Arguments.of("seed", "x"),
        Arguments.of("features", "sensor1"),
        Arguments.of("exclude", List.of(1)),
        Arguments.of("clusters", 8));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void namesWhatIsWrong(String name, Object value) {
    Map<String, Object> arguments = new HashMap<>(Map.of("k", 8));
    arguments.put(name, value);
    assertThatThrownBy(() -> read(arguments))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("'" + name + "'")
        .hasMessageContaining("allowed");
  }

  @Test
  void needsK() {
    assertThatThrownBy(() -> read(Map.of())).hasMessageContaining("'k' is missing");
  }
}
