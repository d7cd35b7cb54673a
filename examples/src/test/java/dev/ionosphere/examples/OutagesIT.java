package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Outages of seconds, on a program that trains at once; {@link OutagesSoak} has the long ones. */
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
  void theHubIsAwayAtTheEndOfATraining() throws IOException {
    program.lasts(3);
    outages.theHubIsAwayAtTheEndOfATraining(Duration.ofSeconds(3));
    program.lasts(0);
  }

  @Test
  void theWorkerDiesInPackaging() throws IOException {
    program.leaves(60_000_000);
    assertThat(outages.theWorkerDiesInPackaging(Duration.ofSeconds(2))).isTrue();
    program.leaves(0);
  }

  @Test
  void temporalIsAwayInARollout() {
    outages.temporalIsAwayInARollout(Duration.ofSeconds(5));
  }

  @Test
  void workersDieAtRandom() throws Exception {
    // A device that dies while it changes its model may be asked again only after three minutes.
    outages.workersDieAtRandom(
        List.of("worker-cloud"), Duration.ofSeconds(15), 10, Duration.ofSeconds(5));
  }
}
