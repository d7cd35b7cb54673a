package dev.ionosphere.examples;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Outages of minutes, on Spark. Part of {@code mvn -Psoak verify} only. */
class OutagesSoak {

  private static final long SEED = Long.getLong("soak.seed", 10);

  private static Outages outages;

  @BeforeAll
  static void start() throws IOException {
    outages = new Outages("outages-soak", Map.of());
  }

  @AfterAll
  static void stop() {
    if (outages != null) {
      outages.close();
    }
  }

  @Test
  void theHubIsAwayForTenMinutesAtTheEndOfATraining() {
    outages.theHubIsAwayAtTheEndOfATraining(Duration.ofMinutes(10));
  }

  @Test
  void theWorkerDiesInPackaging() {
    int tries = 1;
    while (!outages.theWorkerDiesInPackaging(Duration.ofMinutes(1))) {
      tries++;
      if (tries > 10) {
        throw new AssertionError("The worker was never hit while it packaged, in 10 laps");
      }
    }
  }

  @Test
  void temporalIsAwayForFiveMinutesInARollout() {
    outages.temporalIsAwayInARollout(Duration.ofMinutes(5));
  }

  @Test
  void workersDieAtRandomForTenMinutes() throws Exception {
    outages.workersDieAtRandom(
        Outages.WORKERS, Duration.ofMinutes(10), SEED, Duration.ofSeconds(40));
  }
}
