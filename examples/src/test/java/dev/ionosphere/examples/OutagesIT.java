package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Outages of seconds, on a program that trains at once, all in one lap; {@link OutagesSoak} has the
 * long ones, each by itself, and those at random.
 */
class OutagesIT {

  private static TrainingProgram program;
  private static Outages outages;

  @BeforeAll
  static void start() throws IOException {
    program = TrainingProgram.in(Path.of("target", "it", "outages-program").toAbsolutePath());
    outages = new Outages("outages", program.settings());
  }

  @AfterAll
  static void stop() {
    if (outages != null) {
      outages.close();
    }
  }

  @Test
  void allAreAwayInTurnAndNothingIsLostOrThereTwice() throws IOException {
    program.leaves(60_000_000);
    assertThat(
            outages.allAreAwayInTurn(
                Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(3)))
        .isTrue();
  }
}
