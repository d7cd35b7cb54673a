package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many devices, which ask the hub for their orders, in one process beside it. Prints figures and
 * asserts that the work was done, and that all are back soon after a hub that was killed. Part of
 * {@code mvn -Psoak verify} only; see {@code docs/benchmarks.md}.
 */
class FleetSoak {

  private static final int DEVICES = Integer.getInteger("soak.devices", 500);
  private static final int RELEASES = Integer.getInteger("soak.releases", 6);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration OFTEN = Duration.ofMillis(100);

  /** Devices wait up to 5 s when the hub is lost, and a minute is for their return. */
  private static final Duration BACK = Duration.ofSeconds(65);

  private static LocalIon ion;
  private static Process fleet;
  private static long generations;

  @BeforeAll
  static void start() throws IOException {
    TrainingProgram program =
        TrainingProgram.in(Path.of("target", "it", "fleet-program").toAbsolutePath());
    Map<String, String> settings = new HashMap<>(program.settings());
    settings.put("ION_ORDER_FEED", "poll");
    ion = LocalIon.create("fleet", settings);
    Turbofan turbofan = new Turbofan(ion.example().resolve("data/train_FD001.txt.gz"));
    turbofan.writeTraining(ion.directory());
    ion.ion("up");
    Path tokens = ion.directory().resolve("tokens");
    List<String> lines = new ArrayList<>();
    for (int device = 1; device <= DEVICES; device++) {
      String name = "engine-%04d".formatted(device);
      turbofan.writeEngine(ion.directory(), name, 61);
      lines.add(name + " " + token(name));
    }
    Files.write(tokens, lines);
    Path home = LocalIon.checkout();
    String classPath =
        home.resolve("target/ionosphere/worker-edge")
            + "/*:"
            + home.resolve("worker-edge/target/test-classes");
    fleet =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss256k",
                "-Xmx2g",
                "-cp",
                classPath,
                "dev.ionosphere.edge.TestingFleet",
                "http://127.0.0.1:" + ion.port("hub"),
                ion.directory().toString(),
                tokens.toString())
            .redirectErrorStream(true)
            .redirectOutput(ion.directory().resolve("fleet.log").toFile())
            .start();
    Eventually.holds(
        "all are enrolled",
        LONG,
        () -> LocalIon.read(ion.directory().resolve("fleet.log")).contains("ready"),
        () -> "see fleet.log");
  }

  @AfterAll
  static void stop() {
    if (fleet != null) {
      fleet.destroyForcibly();
    }
    if (ion != null) {
      ion.close();
    }
  }

  @Test
  void aFleetOnTwoCores() throws IOException {
    String document = ion.example().resolve("ion.yaml").toString();
    Path values = ion.directory().resolve("fleet.yaml");
    Files.writeString(
        values,
        """
        apiVersion: ionosphere.dev/v1
        kind: ION
        spec:
          nodes:
            detect:
              every: 1s
              bucket: 1s
              source: {batch: 1000}
              health: {minSamples: 1000000} # nobody asks for a training but the test
              rollout: {waves: [100%], gate: {delivered: ">= 90%", soak: 0s}, silentAfter: 5m}
        """);
    ion.ion("apply", document, values.toString(), "--as", "operator");
    ion.ion("launch", "turbofan", "--as", "operator");
    idle("nothing runs");

    List<String> models = new ArrayList<>();
    for (int model = 1; model <= 2; model++) {
      models.add(train(model));
      rollout("first of model " + model);
    }
    idle("all run a model");
    for (int release = 0; release < RELEASES; release++) {
      String model = models.get(release % 2);
      ion.ion(
          "set-model", "turbofan", "detect", model, "--reason", "to measure", "--as", "operator");
      rollout("nothing to fetch");
    }
    memory();
    restart();
  }

  /** Trains a model and lets it pass. */
  private static String train(int number) {
    ion.ion("run", "turbofan", "retrain", "--as", "scientist");
    String approvals = "/api/v1/approvals?state=pending";
    Eventually.holds(
        "an approval", LONG, () -> get(approvals).path("items").size() == 1, () -> get(approvals));
    JsonNode approval = get(approvals).path("items").get(0);
    ion.ion("approve", approval.path("id").asText(), "--as", "approver");
    return approval.path("candidate").asText();
  }

  /** Waits for the newest rollout and says how long it took, and each device. */
  private static void rollout(String what) {
    long generation = ++generations;
    String path = "/api/v1/ions/turbofan/timeline?kind=model.released&limit=1";
    Eventually.holds(
        "release " + generation,
        LONG,
        OFTEN,
        () -> get(path).at("/items/0/data/generation").asLong() == generation,
        () -> get(path));
    Instant from = Instant.parse(get(path).at("/items/0/time").asText());
    Eventually.holds(
        "rollout " + generation,
        LONG,
        OFTEN,
        () -> finished(generation),
        () -> get("/api/v1/ions/turbofan"));
    List<Long> millis =
        devices().stream()
            .map(device -> device.at("/models/0"))
            .filter(model -> model.path("actualGeneration").asLong() == generation)
            .map(model -> Instant.parse(model.path("changedAt").asText()))
            .map(at -> Duration.between(from, at).toMillis())
            .sorted()
            .toList();
    assertThat(millis).hasSize(DEVICES);
    double seconds = millis.getLast() / 1_000.0;
    System.out.printf(
        "rollout, %s: %d devices in %.1f s, %.0f/s; a device p50 %d ms, p99 %d ms, most %d ms%n",
        what,
        millis.size(),
        seconds,
        millis.size() / seconds,
        millis.get(millis.size() / 2),
        millis.get(millis.size() * 99 / 100),
        millis.getLast());
  }

  private static boolean finished(long generation) {
    return StreamSupport.stream(
            get("/api/v1/ions/turbofan/timeline?kind=rollout.finished&limit=1")
                .path("items")
                .spliterator(),
            false)
        .anyMatch(record -> record.at("/data/rollout").asText().endsWith(":" + generation));
  }

  private static List<JsonNode> devices() {
    List<JsonNode> devices = new ArrayList<>();
    String next = "/api/v1/devices?limit=200";
    while (!next.isEmpty()) {
      JsonNode page = get(next);
      page.path("items").forEach(devices::add);
      String cursor = page.path("next").asText("");
      next =
          cursor.isEmpty() || cursor.equals("null")
              ? ""
              : "/api/v1/devices?limit=200&cursor=" + cursor;
    }
    return devices;
  }

  /** What each process takes while nothing happens. */
  private static void idle(String what) throws IOException {
    Map<String, Long> before = ticks();
    LockSupport.parkNanos(IDLE.toNanos());
    Map<String, Long> after = ticks();
    StringBuilder text = new StringBuilder();
    after.forEach((name, ticks) ->
        text.append(
            ", %s %.1f %%"
                .formatted(name, (ticks - before.get(name)) / (double) IDLE.toSeconds())));
    System.out.printf("idle, %s: of one core%s%n", what, text);
  }

  private static Map<String, Long> ticks() throws IOException {
    Map<String, Long> ticks = new TreeMap<>();
    for (String name : List.of("hub", "temporal", "worker-cloud")) {
      ticks.put(name, ticks(ion.process(name).pid()));
    }
    ticks.put("fleet", ticks(fleet.pid()));
    return ticks;
  }

  /** Hundredths of a second of CPU: user and system. */
  private static long ticks(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  /** Of the fleet and of one device of its own, as it is installed. */
  private static void memory() throws IOException {
    ion.ion("edge", "run", "lone", "--label", "role=lone", "--source", ion.directory().toString());
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(20));
    System.out.println("memory, fleet: " + rollup(fleet.pid()));
    System.out.println("memory, hub: " + rollup(ion.process("hub").pid()));
    System.out.println("memory, one device: " + rollup(ion.process("edge:lone").pid()));
  }

  private static String rollup(long pid) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      if (line.startsWith("Rss:") || line.startsWith("Pss:") || line.startsWith("Anonymous:")) {
        long kilobytes = Long.parseLong(line.replaceAll("\\D", ""));
        text.append("%s %d MB ".formatted(line.substring(0, line.indexOf(':')), kilobytes / 1_024));
      }
    }
    return text.toString().strip();
  }

  /** The hub is killed and started again: when all devices are back. */
  private static void restart() {
    ion.kill("hub");
    ion.ion("up");
    Instant from = Instant.now();
    Eventually.holds(
        "all are back",
        BACK,
        () ->
            devices().stream()
                .filter(device -> device.path("id").asText().startsWith("engine"))
                .allMatch(device -> Instant.parse(device.path("lastSeen").asText()).isAfter(from)),
        () -> "devices not seen since " + from);
    System.out.printf(
        "restart of the hub: all are back after %.1f s%n",
        Duration.between(from, Instant.now()).toMillis() / 1_000.0);
  }

  private static JsonNode get(String path) {
    return ion.hub("viewer").get(path);
  }

  private static String token(String device) {
    while (true) {
      HubClient.Answer answer =
          ion.hub("operator")
              .post(
                  "/api/v1/devices/tokens",
                  Map.of("device", device, "labels", Map.of("role", "engine")));
      if (answer.status() == 200) {
        return answer.body().path("token").asText();
      }
      assertThat(answer.status()).as(answer.text()).isEqualTo(429);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
  }
}
