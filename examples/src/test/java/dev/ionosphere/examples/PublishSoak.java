package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How long a model takes from its release to the first row that it scores, on one device that asks
 * the hub for its orders and has nothing else to do; and a device from its start to its first row.
 * Prints figures. Part of {@code mvn -Psoak verify} only; see {@code docs/benchmarks.md}.
 */
class PublishSoak {
  private static final String DEVICE = "engine-61";
  private static final int RELEASES = Integer.getInteger("soak.releases", 40);
  private static final int STARTS = Integer.getInteger("soak.starts", 10);
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration OFTEN = Duration.ofMillis(50);

  private static final String VALUES =
      """
      apiVersion: ionosphere.dev/v1
      kind: ION
      spec:
        nodes:
          detect:
            every: 1s
            bucket: 1s
            health: {minSamples: 1000000} # nobody asks for a training but the test
            rollout: {waves: [100%], gate: {delivered: ">= 90%", soak: 0s}}
      """;

  @Test
  void fromReleaseToFirstScore() throws IOException {
    try (PollingDevices fleet = PollingDevices.startWith(VALUES, "publish", DEVICE)) {
      LocalIon ion = fleet.ion();
      List<String> models = List.of(fleet.release(), fleet.release());
      Thread rows = feeding(ion);
      List<Long> millis = new ArrayList<>();
      for (int release = 0; release < RELEASES; release++) {
        millis.add(release(fleet, models.get(release % 2)));
      }
      long generation = released(fleet).at("/data/generation").asLong();
      print("release to first score", millis);
      List<Long> starts = new ArrayList<>();
      for (int start = 0; start < STARTS; start++) {
        starts.add(start(ion, generation));
      }
      print("start of the process to first score", starts);
      rows.interrupt();
    }
  }

  /** A sensor that says something ten times a second. */
  private static Thread feeding(LocalIon ion) throws IOException {
    Path file = ion.directory().resolve("data/" + DEVICE + ".csv");
    byte[] row = (Files.readAllLines(file).getLast() + "\n").getBytes(StandardCharsets.UTF_8);
    return Thread.ofVirtual()
        .start(() -> {
          while (!Thread.currentThread().isInterrupted()) {
            try {
              Files.write(file, row, StandardOpenOption.APPEND);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
          }
        });
  }

  private static long release(PollingDevices fleet, String model) {
    LocalIon ion = fleet.ion();
    ion.ion("set-model", "turbofan", "detect", model, "--reason", "to measure", "--as", "operator");
    JsonNode released = released(fleet);
    long generation = released.at("/data/generation").asLong();
    Instant scored = scored(ion, generation, 0);
    Eventually.holds(
        "rollout " + generation,
        LONG,
        OFTEN,
        () ->
            fleet
                .get("/api/v1/ions/turbofan/timeline?kind=rollout.finished&limit=1")
                .at("/items/0/data/rollout")
                .asText()
                .endsWith(":" + generation),
        fleet::view);
    return Duration.between(Instant.parse(released.path("time").asText()), scored).toMillis();
  }

  /** The newest record of a release. */
  private static JsonNode released(PollingDevices fleet) {
    return fleet.get("/api/v1/ions/turbofan/timeline?kind=model.released&limit=1").at("/items/0");
  }

  /** The device is killed and started again. */
  private static long start(LocalIon ion, long generation) {
    long before = lines(ion, generation).count();
    ion.kill("edge:" + DEVICE);
    Instant from = Instant.now();
    ion.ion("up");
    Instant started =
        ion.process("edge:" + DEVICE).info().startInstant().filter(from::isBefore).orElse(from);
    return Duration.between(started, scored(ion, generation, before)).toMillis();
  }

  /** When the device first says so, after it has said so a number of times. */
  private static Instant scored(LocalIon ion, long generation, long after) {
    List<Instant> found = new ArrayList<>();
    Eventually.holds(
        DEVICE + " scores with generation " + generation,
        LONG,
        OFTEN,
        () -> {
          Optional<String> line = lines(ion, generation).skip(after).findFirst();
          line.ifPresent(one -> found.add(Instant.parse(one.substring(0, one.indexOf(' ')))));
          return line.isPresent();
        },
        () -> LocalIon.read(ion.log("edge-" + DEVICE)));
    return found.getLast();
  }

  private static Stream<String> lines(LocalIon ion, long generation) {
    return LocalIon.read(ion.log("edge-" + DEVICE))
        .lines()
        .filter(line -> line.endsWith(" scores with generation " + generation));
  }

  private static void print(String what, List<Long> measured) {
    List<Long> millis = measured.stream().sorted().toList();
    assertThat(millis).isNotEmpty();
    System.out.printf(
        "%s, %d times: p50 %d ms, p99 %d ms, least %d, most %d%n",
        what,
        millis.size(),
        millis.get(millis.size() / 2),
        millis.get((millis.size() * 99 - 1) / 100),
        millis.getFirst(),
        millis.getLast());
  }
}
