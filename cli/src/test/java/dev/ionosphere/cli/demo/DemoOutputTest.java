package dev.ionosphere.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.cli.terminal.Terminal;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoOutputTest {

  @Test
  void barOfALongLifeFitsATerminalOf80Columns() {
    DemoOutput story =
        new DemoOutput(Terminal.of(System.out, System.err, Map.of(), 0), Clock.systemUTC());
    assertThat(story.bar("engine-100", 1, "362 of 362 flights, 362 unusual"))
        .hasSizeLessThanOrEqualTo(80);
  }
}
