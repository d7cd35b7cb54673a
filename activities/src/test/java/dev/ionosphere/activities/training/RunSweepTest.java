package dev.ionosphere.activities.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.activities.engine.EngineJob;
import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.programs.command.GivenValues;
import dev.ionosphere.spec.reader.BuiltInComponents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSweepTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private TestingEngine engine;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(directory.resolve("token"), TestingHub.TOKEN);
    engine = new TestingEngine(directory.resolve("runs"));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void onlyRunsThatEndedLongAgoAreForgotten() throws IOException {
    run("t.retrain.1", 31, "finished", false);
    run("t.retrain.2", 29, "finished", false);
    run("t.retrain.3", 31, "running", false);
    run("t.retrain.4", 31, "finished", true);
    run("t.retrain.5", 31, "stopped", false);
    // The hub does not know it: its end may not have reached the ledger.
    old("t.retrain.6", 31);
    run("t.retrain.7", 31, "failed", false);

    assertThat(sweep(Duration.ofDays(30))).isEqualTo(2);
    assertThat(engine.forgotten).containsExactly("t.retrain.1", "t.retrain.5");
  }

  @Test
  void oneThatCannotBeDeletedHoldsUpNoOther() throws IOException {
    run("t.retrain.1", 31, "finished", false);
    run("t.retrain.2", 31, "finished", false);
    engine.undeletable.add("t.retrain.1");

    assertThat(sweep(Duration.ofDays(30))).isEqualTo(1);
    assertThat(engine.forgotten).containsExactly("t.retrain.2");
  }

  @Test
  void nothingIsForgottenIfThatIsWanted() throws IOException {
    run("t.retrain.1", 3_000, "finished", false);
    assertThat(sweep(Duration.ZERO)).isZero();
  }

  @Test
  void nothingIsForgottenWhileTheHubIsAway() throws IOException {
    run("t.retrain.1", 31, "finished", false);
    hub.away = true;
    assertThat(sweep(Duration.ofDays(30))).isZero();
    assertThat(engine.forgotten).isEmpty();
  }

  private int sweep(Duration kept) {
    return new RunSweep(
            List.of(engine),
            new HubClient(
                hub.address(), directory.resolve("token"), ServerTrust.system("set ION_HUB_CA")),
            // As if a step of it were here.
            "t.retrain.7"::equals,
            kept,
            Clock.fixed(NOW, ZoneOffset.UTC))
        .sweep();
  }

  private void run(String run, int days, String state, boolean held) throws IOException {
    old(run, days);
    hub.runs.put("runs/" + run, state);
    if (held) {
      hub.held.add("runs/" + run);
    }
  }

  private void old(String run, int days) throws IOException {
    engine.launch(
        new EngineJob(
            run,
            "a",
            "b",
            BuiltInComponents.named("kmeans").orElseThrow(),
            directory.resolve("program.jar"),
            new GivenValues(Map.of(), Map.of()),
            Map.of(),
            Optional.of("local[1]"),
            Optional.of("1g")));
    Files.setLastModifiedTime(engine.output(run), FileTime.from(NOW.minus(Duration.ofDays(days))));
  }
}
