package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.machine.state.IonState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Many laps, with everything replaced in the middle by the program of another commit, whose rules
 * are higher. Part of {@code mvn -Psoak verify} only.
 */
class UpgradeSoak {

  private static final int LAPS = Integer.getInteger("soak.laps", 2_000);
  private static final int IONS = Integer.getInteger("soak.ions", 1);
  private static final String FROM = System.getProperty("soak.from", "HEAD~1");
  private static final Path WORK = Path.of("target", "it").toAbsolutePath();
  private static final String DEVICE = "engine-61";
  // Fewer than health is judged by: drift comes from this test alone.
  private static final int ENGINE = 61;
  private static final Duration STEP = Duration.ofMinutes(5);

  @Test
  void noLapIsLostWhenTheCodeIsReplacedInTheMiddle() throws Exception {
    Checkout from = Checkout.of(LocalIon.checkout(), FROM, WORK.resolve("checkouts"));
    if (from.rules() >= IonState.RULES) {
      from.commitRules(IonState.RULES - 1);
    }
    from.build();
    say("from %s, rules %d".formatted(Checkout.commit(from.home()), from.rules()));
    TrainingProgram program = TrainingProgram.in(WORK.resolve("upgrade-program"));
    try (LocalIon now = LocalIon.create("upgrade", program.settings())) {
      LocalIon before = now.builtFrom(from.home());
      List<Cycle> cycles = start(before);
      int laps = LAPS / IONS;
      int middle = laps / 2;
      go(cycles, 2, middle);
      // Under way when everything goes.
      cycles.forEach(cycle -> cycle.drift(middle + 1));
      before.kill("worker-cloud");
      before.ion("down");
      now.ion("up");
      say("to %s, rules %d".formatted(Checkout.commit(LocalIon.checkout()), IonState.RULES));
      for (Cycle cycle : cycles) {
        cycle.release(cycle.awaitApproval());
      }
      go(cycles, middle + 2, laps);
      assertNothingIsLost(now, cycles, laps, from.rules());
    }
  }

  private static List<Cycle> start(LocalIon ion) throws IOException {
    Turbofan turbofan = new Turbofan(ion.example().resolve("data/train_FD001.txt.gz"));
    turbofan.writeTraining(ion.directory());
    turbofan.writeEngine(ion.directory(), DEVICE, ENGINE);
    ion.ion("up");
    ion.ion(
        "edge", "run", DEVICE, "--label", "role=engine", "--source", ion.directory().toString());
    List<Cycle> cycles = new ArrayList<>();
    for (int number = 1; number <= IONS; number++) {
      Cycle cycle =
          Cycle.launch("turbofan-" + number, ion, STEP, "{waves: [100%], gate: {soak: 0s}}");
      cycle.firstLap(ion);
      cycles.add(cycle);
    }
    return cycles;
  }

  /** Each ION by itself, one lap after the other. */
  private static void go(List<Cycle> cycles, int first, int last) throws Exception {
    Instant started = Instant.now();
    try (ExecutorService people = Executors.newFixedThreadPool(cycles.size())) {
      List<Future<?>> walks = new ArrayList<>();
      for (Cycle cycle : cycles) {
        walks.add(people.submit(() -> IntStream.rangeClosed(first, last).forEach(cycle::lap)));
      }
      for (Future<?> walk : walks) {
        walk.get();
      }
    }
    say("laps %d to %d: %s".formatted(first, last, Duration.between(started, Instant.now())));
  }

  private static void assertNothingIsLost(LocalIon ion, List<Cycle> cycles, int laps, int before)
      throws Exception {
    for (Cycle cycle : cycles) {
      Records records = cycle.records();
      say(records.ion() + " " + records.counts());
      records.assertLaps(laps);
      assertThat(records.subjects("drift.detected")).hasSize(laps - 1);
      String verified = ion.ion("timeline", "verify", records.ion());
      say(verified.strip());
      assertThat(verified).contains("ok");
    }
    try (Histories histories = new Histories(ion)) {
      for (Cycle cycle : cycles) {
        List<Integer> rules = histories.rules(cycle.records().ion());
        say("rules of the runs: " + rules);
        assertThat(rules).isSorted().startsWith(before).endsWith(IonState.RULES);
      }
      say("replayed " + histories.replay());
    }
  }

  private static void say(String what) {
    System.out.println(Instant.now() + " " + what);
  }
}
