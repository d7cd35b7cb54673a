package dev.ionosphere.activities.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.programs.command.GivenValues;
import dev.ionosphere.spec.reader.BuiltInComponents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a script in the place of spark-submit. */
class SparkEngineTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path directory;
  private Optional<EngineRun> left = Optional.empty();

  @AfterEach
  void stop() {
    left.ifPresent(EngineRun::stop);
  }

  private SparkEngine engine(String script) throws IOException {
    Path home = directory.resolve("spark");
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("jars"));
    Files.writeString(home.resolve("jars/spark-core_2.13-4.1.0.jar"), "");
    Path submit = home.resolve("bin/spark-submit");
    String program = "#!/bin/sh\n" + script + "\n";
    // A shell that was started a moment ago may not have read it yet, and would find it empty.
    if (!Files.exists(submit) || !Files.readString(submit).equals(program)) {
      Files.writeString(submit, program);
      Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return new SparkEngine(
        SparkHome.at(home),
        SparkMasters.local(),
        Path.of(System.getProperty("java.home")),
        directory.resolve("runs"));
  }

  private EngineJob job(String run) throws IOException {
    return job(run, "local[1]");
  }

  private EngineJob job(String run, String master) throws IOException {
    Path input = Files.writeString(directory.resolve("a.csv"), "x\n1\n");
    return new EngineJob(
        run,
        "a",
        "b",
        BuiltInComponents.named("kmeans").orElseThrow(),
        Path.of("pipelines.jar"),
        new GivenValues(Map.of("k", 2), Map.of("input", List.of(input))),
        Map.of("csv", Map.of("delimiter", ";")),
        Optional.of(master),
        Optional.of("512m"));
  }

  @Test
  void endOfTheProcessAloneIsNoSuccess() throws Exception {
    EngineRun run = engine("exit 0").launch(job("a.b.1"));
    assertThat(run.await(LONG))
        .contains(new Outcome.Failed("driver ended, exit code 0: it wrote no log", true));
  }

  @Test
  void nothingStartsOnAMasterThatIsNotAllowed() throws Exception {
    SparkEngine engine = engine("touch started; mkdir output; echo '{}' > output/completed.json");
    assertThatThrownBy(() -> engine.launch(job("a.b.9", "spark://elsewhere.example.org:7077")))
        .isInstanceOf(MasterException.class)
        .hasMessage(
            "master 'spark://elsewhere.example.org:7077' is not allowed, ION_SPARK_MASTERS of this worker allows local");
    assertThat(directory.resolve("runs/a.b.9")).doesNotExist();
  }

  @Test
  void completionOfTheComponentIsSuccess() throws Exception {
    SparkEngine engine = engine("mkdir output; echo '{}' > output/completed.json");
    assertThat(engine.launch(job("a.b.2")).await(LONG)).contains(new Outcome.Succeeded());
  }

  @Test
  void theProgramIsToldHowRowsAreWritten() throws Exception {
    engine("exit 0").launch(job("a.b.12")).await(LONG);
    Path file = directory.resolve("runs/a.b.12/job.json");
    assertThat(new ObjectMapper().readTree(file.toFile()).at("/format/csv/delimiter").asText())
        .isEqualTo(";");
  }

  @Test
  void finishedRunIsNotRepeated() throws Exception {
    SparkEngine engine =
        engine("echo started >> ../../count; mkdir -p output; echo '{}' > output/completed.json");
    engine.launch(job("a.b.3")).await(LONG);
    assertThat(engine.launch(job("a.b.3")).await(LONG)).contains(new Outcome.Succeeded());
    assertThat(directory.resolve("count")).hasContent("started");
  }

  @Test
  void runUnderWayIsFoundAgainByAnotherWorker() throws Exception {
    String script = "echo started >> ../../count; exec sleep 600";
    left = Optional.of(engine(script).launch(job("a.b.4")));
    EngineRun found = engine(script).launch(job("a.b.4"));
    assertThat(found.await(Duration.ofMillis(10))).isEmpty();
    found.stop();
    assertThat(left.get().await(LONG)).isPresent();
    assertThat(found.await(LONG)).contains(new Outcome.Stopped());
  }

  @Test
  void aDriverThatADeadWorkerDidNotNoteIsFoundAgain() throws Exception {
    String script = "echo started >> ../../count; sleep 600; true";
    left = Optional.of(engine(script).launch(job("a.b.11")));
    while (Files.notExists(directory.resolve("count"))) {
      Thread.onSpinWait();
    }
    Files.delete(directory.resolve("runs/a.b.11/process.json"));
    assertThat(engine(script).underWay()).containsOnlyKeys("a.b.11");
    EngineRun found = engine(script).launch(job("a.b.11"));
    assertThat(directory.resolve("runs/a.b.11/process.json")).isNotEmptyFile();
    assertThat(directory.resolve("count")).hasContent("started");
    found.stop();
    assertThat(left.get().await(LONG)).isPresent();
  }

  @Test
  void clockThatWasSetHidesNoDriver() throws Exception {
    String script = "echo started >> ../../count; exec sleep 600";
    left = Optional.of(engine(script).launch(job("a.b.8")));
    move("a.b.8", 1_000);
    assertThat(engine(script).underWay()).containsOnlyKeys("a.b.8");
    move("a.b.8", 60_000);
    assertThat(engine(script).underWay()).as("a stranger with its number").isEmpty();
  }

  /** The start time that was noted. */
  private void move(String run, long millis) throws IOException {
    Path file = directory.resolve("runs").resolve(run).resolve("process.json");
    ObjectMapper json = new ObjectMapper();
    ObjectNode process = (ObjectNode) json.readTree(Files.readString(file));
    process.put("startedMillis", process.path("startedMillis").asLong() + millis);
    Files.writeString(file, process.toString());
  }

  @Test
  void stopEndsChildrenToo() throws Exception {
    EngineRun run = engine("sleep 600 & echo $! > child; wait").launch(job("a.b.5"));
    left = Optional.of(run);
    Path file = directory.resolve("runs/a.b.5/child");
    while (!Files.exists(file) || Files.size(file) == 0) {
      Thread.onSpinWait();
    }
    ProcessHandle child =
        ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
    run.stop();
    child.onExit().orTimeout(LONG.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
    assertThat(run.await(LONG)).contains(new Outcome.Stopped());
  }

  @Test
  void refusalIsNotRepeatable() throws Exception {
    EngineRun run = engine("echo 'ERROR no column x' >&2; exit 2").launch(job("a.b.6"));
    assertThat(run.await(LONG))
        .contains(new Outcome.Failed("driver ended, exit code 2: no column x", false));
  }

  @Test
  void aDriverEndedFromOutsideIsLostAndNotFailed() throws Exception {
    assertThat(engine("kill -TERM $$; sleep 600").launch(job("a.b.9")).await(LONG))
        .contains(new Outcome.Lost("the driver was ended from outside (signal 15)"));
    EngineRun killed = engine("kill -KILL $$; sleep 600").launch(job("a.b.10"));
    assertThat(killed.await(LONG)).containsInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aStoppedRunIsEndedAndStartsNoMore() throws Exception {
    String script = "echo started >> ../../count; exec sleep 600";
    EngineRun run = engine(script).launch(job("a.b.11"));
    left = Optional.of(run);
    engine(script).stop("a.b.11");
    assertThat(run.await(LONG)).contains(new Outcome.Stopped());
    assertThat(engine(script).launch(job("a.b.11")).await(LONG)).contains(new Outcome.Stopped());
    engine(script).stop("a.b.12");
    assertThat(engine(script).launch(job("a.b.12")).await(LONG)).contains(new Outcome.Stopped());
    assertThat(engine(script).underWay()).isEmpty();
  }

  @Test
  void driverOfASmallJobIsNotOptimised() throws Exception {
    engine("echo \"$@\" > arguments").launch(job("a.b.7")).await(LONG);
    assertThat(directory.resolve("runs/a.b.7/arguments"))
        .content()
        .contains(
            "--master local[1]",
            "TieredStopAtLevel=1",
            "spark.driver.memory=512m",
            "KMeansComponent");
  }

  @Test
  void runIdIsAPlainName() throws Exception {
    SparkEngine engine = engine("exit 0");
    assertThatThrownBy(() -> engine.launch(job("../up")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("../up");
  }
}
