package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Takes one part of a running installation away in the middle of a lap, for as long as a test
 * wants: the wait is seen while it lasts, and afterwards nothing is lost and nothing there twice.
 */
final class Outages implements AutoCloseable {

  private static final Map<String, Integer> ENGINES = Map.of("engine-61", 61, "engine-62", 62);

  /** Whom {@link #workersDieAtRandom} may kill. */
  static final List<String> WORKERS = List.of("worker-cloud", "edge:engine-61", "edge:engine-62");

  private static final String NAME = "turbofan";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
  private static final Duration BETWEEN_SIGHTINGS = Duration.ofSeconds(2);
  private static final Duration SOAK = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofMinutes(5);
  // A step that waits is tried again after at most a minute, and a lost worker is missed after 30
  // s.
  private static final Duration STEP = Duration.ofMinutes(10);
  private static final Pattern SUBMITTED = Pattern.compile("run (\\S+) submitted to");

  private final LocalIon ion;
  private final TemporalDoors temporal;
  private final Cycle cycle;
  private int laps = 1;

  /**
   * Starts everything and goes round once.
   *
   * @param settings of its processes
   */
  Outages(String directory, Map<String, String> settings) throws IOException {
    ion = LocalIon.create(directory, settings);
    temporal = new TemporalDoors(ion, "ion:turbofan");
    Turbofan turbofan = new Turbofan(ion.example().resolve("data/train_FD001.txt.gz"));
    turbofan.writeTraining(ion.directory());
    ion.ion("up");
    for (Map.Entry<String, Integer> engine : ENGINES.entrySet()) {
      turbofan.writeEngine(ion.directory(), engine.getKey(), engine.getValue());
      ion.ion(
          "edge",
          "run",
          engine.getKey(),
          "--label",
          "role=engine",
          "--source",
          ion.directory().toString());
    }
    cycle =
        Cycle.launch(
            NAME, ion, STEP, "{waves: [1, 100%%], gate: {soak: %ds}}".formatted(SOAK.toSeconds()));
    cycle.firstLap(ion);
  }

  /** The program ends, and the hub is not there to take its model. */
  void theHubIsAwayAtTheEndOfATraining(Duration outage) {
    int lap = begin();
    awaitUnderWay(lap, "Train");
    ion.kill("hub");
    trainingWaitsForTheHub(outage);
    end();
    assertWaitedForTheHub();
  }

  /**
   * All in one lap: the worker dies as it packages, the hub is not there when that was done again,
   * Temporal dies between two waves, and the worker once more after it. Answers whether the worker
   * was hit while it packaged.
   */
  boolean allAreAwayInTurn(Duration worker, Duration hub, Duration other) {
    int lap = begin();
    workerDies(lap, worker);
    ion.kill("hub");
    trainingWaitsForTheHub(hub);
    JsonNode approval = temporalDies(other);
    ion.kill("worker-cloud");
    assertUnreachable("cloud worker");
    ion.ion("up");
    cycle.awaitProven(approval);
    assertWhole();
    assertWaitedForTheHub();
    return temporal.attempts(work(lap), "PackageModel") > 1;
  }

  private void trainingWaitsForTheHub(Duration outage) {
    Eventually.holds("the training to wait for the hub", SOON, () -> waits(node()), () -> node());
    seen(
        outage,
        () -> {
          assertThat(waits(node())).as("%s", node()).isTrue();
          assertThat(node().path("note").asText()).contains("the hub at", "is waiting since");
          assertThat(temporal.ofIon("metadata")).contains("waiting-for-outside", "the hub at");
        });
    ion.ion("up");
    say("the hub is back, the ION says " + cycle.look().at("/live/nodes/retrain"));
  }

  private void assertWaitedForTheHub() {
    Records records = cycle.records();
    assertThat(records.of("work.waiting"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.at("/data/reason").asText()).contains("the hub at"));
    assertThat(records.subjects("work.resumed")).isEqualTo(records.subjects("work.waiting"));
  }

  /** Answers whether it was hit while it packaged: that may take less than a blink. */
  boolean theWorkerDiesInPackaging(Duration away) {
    int lap = begin();
    workerDies(lap, away);
    end();
    return temporal.attempts(work(lap), "PackageModel") > 1;
  }

  private void workerDies(int lap, Duration away) {
    awaitUnderWay(lap, "PackageModel");
    ion.kill("worker-cloud");
    seen(away, () -> assertUnreachable("cloud worker"));
    ion.ion("up");
  }

  /** Between two waves. */
  void temporalIsAwayInARollout(Duration outage) {
    begin();
    cycle.awaitProven(temporalDies(outage));
    assertWhole();
  }

  /** Answers what was approved before, and goes on. */
  private JsonNode temporalDies(Duration outage) {
    JsonNode approval = cycle.awaitApproval();
    cycle.approve(approval);
    Eventually.holds(
        "the first wave",
        SOON,
        () -> cycle.records().of("device.applied").size() % 2 == 1,
        () -> cycle.records().counts());
    ion.kill("temporal");
    seen(
        outage,
        () -> {
          assertUnreachable("Temporal");
          assertThat(ion.hub("viewer").get("/health").path("temporal").asText()).isEqualTo("DOWN");
        });
    ion.ion("up");
    return approval;
  }

  /**
   * @param seed of who is killed, and when
   * @param atMost between a start and the next kill
   */
  void workersDieAtRandom(List<String> workers, Duration duration, long seed, Duration atMost)
      throws Exception {
    Random random = new Random(seed);
    Instant deadline = Instant.now().plus(duration);
    int before = laps;
    int kills = 0;
    try (ExecutorService person = Executors.newSingleThreadExecutor()) {
      Future<?> walk = person.submit(() -> walk(deadline));
      while (Instant.now().isBefore(deadline)) {
        LockSupport.parkNanos((long) (random.nextDouble() * atMost.toNanos()));
        String victim = workers.get(random.nextInt(workers.size()));
        ion.kill(victim);
        kills++;
        if (victim.equals("worker-cloud")) {
          assertUnreachable("cloud worker");
        }
        ion.ion("up");
      }
      walk.get();
    }
    say("seed %d: %d kills, %d laps".formatted(seed, kills, laps - before));
    assertWhole();
  }

  private void walk(Instant deadline) {
    while (Instant.now().isBefore(deadline)) {
      begin();
      cycle.release(cycle.awaitApproval());
    }
  }

  private int begin() {
    laps++;
    cycle.drift(laps);
    return laps;
  }

  private void end() {
    cycle.release(cycle.awaitApproval());
    assertWhole();
  }

  /** Every lap so far is on the timeline once, and the timeline is whole. */
  private void assertWhole() {
    cycle.records().assertLaps(laps);
    assertThat(SUBMITTED.matcher(LocalIon.read(ion.log("worker-cloud"))).results())
        .extracting(submitted -> submitted.group(1))
        .doesNotHaveDuplicates();
    assertThat(ion.ion("timeline", "verify", NAME)).contains("ok");
    say("laps %d, records %s".formatted(laps, cycle.records().counts()));
  }

  private void assertUnreachable(String who) {
    assertThat(cycle.look().path("unreachable").asText()).contains(who);
    assertThat(ion.ion("describe", NAME)).contains("unreachable", who);
  }

  /** The wait is seen all the time that it lasts. */
  private static void seen(Duration outage, Runnable sighting) {
    Instant end = Instant.now().plus(outage);
    int sightings = 0;
    do {
      sighting.run();
      sightings++;
      LockSupport.parkNanos(BETWEEN_SIGHTINGS.toNanos());
    } while (Instant.now().isBefore(end));
    say("seen %d times in %s".formatted(sightings, outage));
  }

  private void awaitUnderWay(int lap, String activity) {
    Eventually.holds(
        activity + " of lap " + lap,
        SOON,
        BETWEEN_LOOKS,
        () -> temporal.underWay(work(lap)).contains(activity),
        () -> cycle.look());
  }

  private static String work(int lap) {
    return "work:%s:retrain:%d".formatted(NAME, lap);
  }

  private JsonNode node() {
    return temporal.stateByHttp().at("/nodes/retrain");
  }

  private static boolean waits(JsonNode node) {
    return node.path("state").asText().equals("waiting-for-outside");
  }

  private static void say(String what) {
    System.out.println(Instant.now() + " " + what);
  }

  @Override
  public void close() {
    ion.close();
  }
}
