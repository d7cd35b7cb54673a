package dev.ionosphere.activities.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.activities.engine.EngineJob;
import dev.ionosphere.activities.engine.EngineRun;
import dev.ionosphere.activities.engine.SparkEngine;
import dev.ionosphere.activities.engine.SparkHome;
import dev.ionosphere.activities.engine.SparkMasters;
import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.programs.command.GivenValues;
import dev.ionosphere.spec.reader.BuiltInComponents;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes in the place of drivers, left by a worker that is gone. */
class OrphanReaperIT {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(100);

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private final Set<String> watched = new HashSet<>();

  @BeforeEach
  void install() throws IOException {
    Files.writeString(directory.resolve("token"), TestingHub.TOKEN);
    Files.writeString(directory.resolve("a.csv"), "x\n1\n");
    Path submit = directory.resolve("spark/bin/spark-submit");
    Files.createDirectories(submit.getParent());
    Files.writeString(submit, "#!/bin/sh\nsleep 600 & wait\n");
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path jars = Files.createDirectories(directory.resolve("spark/jars"));
    Files.writeString(jars.resolve("spark-core_2.13-4.1.0.jar"), "");
  }

  @AfterEach
  void end() throws IOException {
    engine().underWay().values().forEach(EngineRun::stop);
    hub.close();
  }

  @Test
  void endsWhatWasStoppedWhileNoWorkerLived() throws Exception {
    EngineRun stopped = left("t.retrain.1");
    EngineRun failed = left("t.retrain.2");
    hub.runs.putAll(Map.of("runs/t.retrain.1", "stopped", "runs/t.retrain.2", "failed"));

    orphans(hub.address()).end();

    assertThat(stopped.await(LONG)).isPresent();
    assertThat(failed.await(LONG)).isPresent();
    assertThat(engine().underWay()).isEmpty();
  }

  @Test
  void leavesWhatIsStillWaitedFor() throws Exception {
    EngineRun running = left("t.retrain.3");
    EngineRun unknown = left("t.retrain.4");
    EngineRun paused = left("t.retrain.5");
    hub.runs.putAll(Map.of("runs/t.retrain.3", "running", "runs/t.retrain.5", "of a later hub"));

    orphans(hub.address()).end();

    assertThat(running.await(SHORT)).isEmpty();
    assertThat(unknown.await(SHORT)).isEmpty();
    assertThat(paused.await(SHORT)).isEmpty();
  }

  @Test
  void leavesWhatItsActivityLooksAfter() throws Exception {
    EngineRun cancelled = left("t.retrain.7");
    hub.runs.put("runs/t.retrain.7", "stopped");
    watched.add("t.retrain.7");

    orphans(hub.address()).end();

    assertThat(cancelled.await(SHORT)).isEmpty();
  }

  @Test
  void looksAgainWhenTheHubIsBack() throws Exception {
    EngineRun stopped = left("t.retrain.6");
    OrphanReaper orphans = orphans(hub.address());
    hub.runs.put("runs/t.retrain.6", "running");
    orphans.end();
    orphans(URI.create("http://127.0.0.1:1")).end();
    assertThat(stopped.await(SHORT)).isEmpty();

    hub.runs.put("runs/t.retrain.6", "stopped");
    orphans.end();

    assertThat(stopped.await(LONG)).isPresent();
  }

  private EngineRun left(String run) throws IOException {
    return engine()
        .launch(
            new EngineJob(
                run,
                "a",
                "b",
                BuiltInComponents.named("kmeans").orElseThrow(),
                Path.of("pipelines.jar"),
                new GivenValues(Map.of(), Map.of("input", List.of(directory.resolve("a.csv")))),
                Map.of(),
                Optional.of("local[1]"),
                Optional.of("512m")));
  }

  private OrphanReaper orphans(URI address) throws IOException {
    return new OrphanReaper(
        List.of(engine()),
        new HubClient(address, directory.resolve("token"), ServerTrust.system("set ION_HUB_CA")),
        watched::contains);
  }

  private SparkEngine engine() {
    return new SparkEngine(
        SparkHome.at(directory.resolve("spark")),
        SparkMasters.local(),
        Path.of(System.getProperty("java.home")),
        directory.resolve("runs"));
  }
}
