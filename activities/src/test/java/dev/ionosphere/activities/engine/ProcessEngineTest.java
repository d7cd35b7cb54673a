package dev.ionosphere.activities.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.programs.command.GivenValues;
import dev.ionosphere.programs.environment.ProgramRuntimes;
import dev.ionosphere.programs.environment.PythonEnvironments;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.programs.watch.ProgramWatch;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.reader.ComponentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs of people's own, as real processes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessEngineTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path directory;
  private Path home;
  private Path data;
  private Component component;

  @BeforeEach
  void write() throws IOException {
    home = Files.createDirectories(directory.resolve("churn"));
    data = Files.writeString(directory.resolve("rows.csv"), "a,b\n1,2\n");
    manifest(
        """
        command: [sh, train.sh, --epochs, "{arg:epochs}", [--rate, "{arg:rate}"], "{flag:verbose}", "{input:train}"]
        arguments:
          epochs: {type: int, default: 10}
          rate: {type: float, optional: true}
          verbose: {type: bool, default: false}
        inputs:
          train: {kind: dataset}
        outputs:
          model: {kind: model}
        metrics: [{name: loss, regex: "loss=([0-9.]+)"}]
        environment: {secrets: {DB_PASSWORD: warehouse}, vars: {COLOUR: red}}
        compat: [sagemaker]
        """);
  }

  @Test
  void aProgramGetsWhatItsManifestSays() throws Exception {
    script(
        """
        echo "words: $*"
        echo "colour $COLOUR, password $DB_PASSWORD, token ${ION_TOKEN_FILE:-none}, sm $SM_HP_EPOCHS $SM_CHANNEL_TRAIN"
        cat "$IONOSPHERE_INPUT_TRAIN"
        cp "$IONOSPHERE_INPUT_TRAIN" "$IONOSPHERE_MODEL_DIR/model.csv"
        echo loss=0.25
        """);

    EngineRun run = engine().launch(job("a.b.1", Map.of("epochs", 5L, "verbose", true)));

    assertThat(run.await(LONG)).contains(new Outcome.Succeeded());
    Path in = runs().resolve("a.b.1/in/train");
    assertThat(run.progress().log())
        .containsExactly(
            "words: --epochs 5 --verbose " + in.resolve("rows.csv"),
            "colour red, password p4ss, token none, sm 5 " + in,
            "a,b",
            "1,2",
            "loss=0.25");
    assertThat(run.progress().counters()).containsEntry("loss", 0.25);
    assertThat(run.output().resolve("model/model.csv")).hasContent("a,b\n1,2\n");
    assertThat(engine().finished("a.b.1")).isPresent();
    assertThat(engine().finished("a.b.2")).isEmpty();
  }

  @Test
  void exitZeroWithoutWhatWasPromisedIsAFailure() throws Exception {
    script("exit 0");

    assertThat(outcome())
        .contains(
            new Outcome.Failed(
                "it ended well, but output 'model' is missing: nothing was written to IONOSPHERE_MODEL_DIR",
                true));
  }

  @Test
  void theLastThingItSaidTellsWhyItFailed() throws Exception {
    script("echo 'Traceback:'; echo \"KeyError: 'colour'\"; exit 1");

    assertThat(outcome())
        .contains(new Outcome.Failed("program ended, exit code 1: KeyError: 'colour'", true));
  }

  @Test
  void whatItRefusesItWouldRefuseAgain() throws Exception {
    script("echo 'error: argument --epochs: invalid int value'; exit 2");

    assertThat(outcome())
        .contains(
            new Outcome.Failed(
                "program ended, exit code 2: error: argument --epochs: invalid int value", false));
  }

  @Test
  void checkpointsOutliveAttempts() throws Exception {
    script(
        """
        echo "attempt $IONOSPHERE_ATTEMPT"
        if [ -e "$IONOSPHERE_CHECKPOINT_DIR/half" ]; then
          echo m > "$IONOSPHERE_MODEL_DIR/m"; exit 0
        fi
        touch "$IONOSPHERE_CHECKPOINT_DIR/half" left-over; exit 75
        """);
    assertThat(outcome()).get().isInstanceOf(Outcome.Failed.class);

    EngineRun second = engine().launch(job("a.b.1", Map.of()));

    assertThat(second.await(LONG)).contains(new Outcome.Succeeded());
    assertThat(second.progress().log()).containsExactly("attempt 2");
    assertThat(runs().resolve("a.b.1").resolve("work").resolve("left-over")).doesNotExist();
  }

  @Test
  void anotherWorkerFindsARunAndItsEnd() throws Exception {
    Path go = directory.resolve("go");
    script(
        "echo once >> '%s'; while [ ! -e '%s' ]; do sleep 0.05; done; echo m > $IONOSPHERE_MODEL_DIR/m"
            .formatted(directory.resolve("started"), go));
    EngineRun first = engine().launch(job("a.b.1", Map.of()));
    awaitFile(directory.resolve("started"));
    ProcessEngine next = engine();
    assertThat(next.underWay()).containsOnlyKeys("a.b.1");

    EngineRun again = next.launch(job("a.b.1", Map.of()));
    assertThat(again.await(Duration.ofMillis(1))).isEmpty();
    Files.createFile(go);
    assertThat(first.await(LONG)).contains(new Outcome.Succeeded());

    assertThat(engine().launch(job("a.b.1", Map.of())).await(LONG))
        .contains(new Outcome.Succeeded());
    assertThat(directory.resolve("started")).hasContent("once\n");
    assertThat(next.underWay()).isEmpty();
  }

  @Test
  void oneThatEndedWhileNobodyWatchedIsNotRunAgain() throws Exception {
    script(
        "echo once >> '%s'; echo m > $IONOSPHERE_MODEL_DIR/m"
            .formatted(directory.resolve("started")));
    EngineRun unwatched = engine().launch(job("a.b.1", Map.of()));
    awaitFile(runs().resolve("a.b.1/exit"));

    assertThat(engine().launch(job("a.b.1", Map.of())).await(LONG))
        .contains(new Outcome.Succeeded());
    assertThat(directory.resolve("started")).hasContent("once\n");
    assertThat(unwatched.await(LONG)).contains(new Outcome.Succeeded());
  }

  @Test
  void aRunThatIsStoppedIsNeverStartedAgain() throws Exception {
    script("echo ready; sleep 300");
    EngineRun run = engine().launch(job("a.b.1", Map.of()));

    engine().stop("a.b.1");

    assertThat(run.await(LONG)).contains(new Outcome.Stopped());
    assertThat(engine().launch(job("a.b.1", Map.of())).await(LONG)).contains(new Outcome.Stopped());
  }

  @Test
  void aProgramThatSpoilsItsManifestIsStoppedAllTheSame() throws Exception {
    script(
        "echo spoiled > ../component.yaml; echo ready > '%s'; sleep 300"
            .formatted(directory.resolve("ready")));
    EngineRun run = engine().launch(job("a.b.1", Map.of()));
    awaitFile(directory.resolve("ready"));

    engine().forget("a.b.1");
    assertThat(engine().quietSince(Instant.MAX)).isEmpty();
    engine().stop("a.b.1");

    assertThat(run.await(LONG)).contains(new Outcome.Stopped());
  }

  @Test
  void whatIsLeftOfAnAttemptKeepsNoOtherFromBeginning() throws Exception {
    script(
        """
        if [ "$IONOSPHERE_ATTEMPT" = 2 ]; then
          echo 1 > "$IONOSPHERE_CHECKPOINT_DIR/two"
        fi
        mkdir -p ../stop/x ../exit.partial/x
        exit 75
        """);
    assertThat(outcome()).get().isInstanceOf(Outcome.Lost.class);
    // As a full disk leaves it.
    Files.writeString(runs().resolve("a.b.1/attempt"), "");

    assertThat(outcome()).get().isInstanceOf(Outcome.Lost.class);
    assertThat(outcome()).get().isInstanceOf(Outcome.Lost.class);
    assertThat(runs().resolve("a.b.1/checkpoints/two")).exists();
  }

  @Test
  void anEnvironmentThatTakesLongHoldsUpNobodyElse() throws Exception {
    Path go = directory.resolve("go");
    Path python =
        Files.writeString(
            directory.resolve("python"),
            """
            #!/bin/sh
            [ "$1" = --version ] && echo Python 3.11 && exit 0
            echo begun > '%s'
            while [ ! -e '%s' ]; do sleep 0.05; done
            [ "$2" = venv ] && mkdir -p "$3/bin" && cp "$0" "$3/bin/python"
            exit 0
            """
                .formatted(directory.resolve("begun"), go));
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
    ProcessEngine engine = engine(python.toString());
    script("echo m > $IONOSPHERE_MODEL_DIR/m");
    EngineJob quick = job("a.b.2", Map.of());
    manifest(
        """
        command: [sh, train.sh]
        inputs: {train: {kind: dataset}}
        environment: {python: requirements.lock}
        """);
    Files.writeString(home.resolve("requirements.lock"), "");
    EngineJob slow = job("a.b.1", Map.of());
    FutureTask<EngineRun> launch = new FutureTask<>(() -> engine.launch(slow));
    Thread.ofPlatform().daemon().start(launch);
    awaitFile(directory.resolve("begun"));

    assertThat(engine.launch(quick).await(LONG)).contains(new Outcome.Succeeded());
    assertThatThrownBy(() -> engine.launch(slow)).hasMessageContaining("another attempt");
    engine.stop("a.b.1");
    Files.createFile(go);

    assertThat(launch.get().await(LONG)).contains(new Outcome.Stopped());
    assertThat(engine.underWay()).isEmpty();
  }

  @Test
  void whatIsForgottenIsGone() throws Exception {
    script("echo m > $IONOSPHERE_MODEL_DIR/m");
    assertThat(outcome()).contains(new Outcome.Succeeded());

    engine().forget("a.b.1");

    assertThat(runs()).isEmptyDirectory();
  }

  @Test
  void whatTwoProcessesTellAtOnceIsAllThere() throws Exception {
    script(
        """
        tell() {
          i=1
          while [ $i -le 300 ]; do
            echo "{\\"type\\":\\"metric\\",\\"pid\\":$1,\\"seq\\":$i,\\"name\\":\\"m$1\\",\\"value\\":$i}" >> "$IONOSPHERE_MESSAGES"
            i=$((i + 1))
          done
        }
        tell 1 & tell 2 & wait
        echo '{"type":"metric","name":"loss","value":"NaN"}' >> "$IONOSPHERE_MESSAGES"
        echo '{"type":"metric","name":"best","value":"-Infinity"}' >> "$IONOSPHERE_MESSAGES"
        echo '{"type":"progress","fraction":0.5,"stage":"fit"}' >> "$IONOSPHERE_MESSAGES"
        echo 'no message' >> "$IONOSPHERE_MESSAGES"
        echo loss=0.25
        echo m > "$IONOSPHERE_MODEL_DIR/m"
        """);
    EngineRun run = engine().launch(job("a.b.1", Map.of()));

    assertThat(run.await(LONG)).contains(new Outcome.Succeeded());
    assertThat(run.progress().counters())
        .containsOnly(
            Map.entry("m1", 300.0),
            Map.entry("m2", 300.0),
            Map.entry("loss", Double.NaN),
            Map.entry("best", Double.NEGATIVE_INFINITY));
    try (ProgramWatch watch = watch()) {
      assertThat(watch.messages().counts())
          .containsOnly(Map.entry("metric", 602L), Map.entry("progress", 1L));
      assertThat(watch.messages().faults().badLines()).isEqualTo(1);
      assertThat(watch.messages().curves().get("m1").points()).hasSize(300);
    }
  }

  @Test
  void anotherWorkerKnowsHowFarAProgramIs() throws Exception {
    Path go = directory.resolve("go");
    script(
        """
        echo '{"type":"progress","fraction":0.25,"stage":"fit"}' >> "$IONOSPHERE_MESSAGES"
        echo '{"type":"metric","name":"loss","value":0.5}' >> "$IONOSPHERE_MESSAGES"
        while [ ! -e '%s' ]; do sleep 0.05; done
        echo m > "$IONOSPHERE_MODEL_DIR/m"
        """
            .formatted(go));
    EngineRun first = engine().launch(job("a.b.1", Map.of()));
    awaitFile(runs().resolve("a.b.1/messages.json"), first);

    EngineProgress found = engine().underWay().get("a.b.1").progress();
    assertThat(found.stage()).isEqualTo("fit");
    assertThat(found.fraction()).isEqualTo(0.25);
    assertThat(found.counters()).containsOnly(Map.entry("loss", 0.5));

    Files.createFile(go);
    assertThat(first.await(LONG)).contains(new Outcome.Succeeded());
    assertThat(first.progress().fraction()).isEqualTo(1);
    assertThat(engine().finished("a.b.1").orElseThrow().own().orElseThrow().figures())
        .containsOnly(Map.entry("loss", 0.5));
  }

  private static void awaitFile(Path file, EngineRun watched) throws Exception {
    while (Files.notExists(file)) {
      assertThat(watched.await(Duration.ofMillis(100))).isEmpty();
    }
  }

  @Test
  void eventFilesOfAProgramAreRead() throws Exception {
    Path events =
        Path.of("../programs/src/test/resources/tensorboard").toAbsolutePath().normalize();
    script(
        """
        mkdir -p runs/now
        cat '%s/events.out.tfevents.1764547200.old' > runs/now/events.out.tfevents.1.h
        echo m > "$IONOSPHERE_MODEL_DIR/m"
        """
            .formatted(events));
    EngineRun run = engine().launch(job("a.b.1", Map.of()));

    assertThat(run.await(LONG)).contains(new Outcome.Succeeded());
    assertThat(run.progress().counters())
        .containsEntry("rate", Double.POSITIVE_INFINITY)
        .containsEntry("loss", (double) 0.02f);
    try (ProgramWatch watch = watch()) {
      assertThat(watch.events().histograms()).containsOnlyKeys("weights");
      assertThat(watch.events().curves().get("loss").points()).hasSize(50);
    }
  }

  private ProgramWatch watch() throws IOException {
    return new ProgramWatch(new RunFolder(runs().resolve("a.b.1")), List.of(), Clock.systemUTC());
  }

  private Optional<Outcome> outcome() throws Exception {
    return engine().launch(job("a.b.1", Map.of())).await(LONG);
  }

  private Path runs() {
    return directory.resolve("runs");
  }

  private ProcessEngine engine() {
    return engine("python3");
  }

  private ProcessEngine engine(String python) {
    return new ProcessEngine(
        runs(),
        new ProgramRuntimes(
            new PythonEnvironments(
                directory.resolve("environments"), python, Optional.empty(), 3, Clock.systemUTC())),
        Map.of("PATH", System.getenv("PATH"), "ION_TOKEN_FILE", "/secret"),
        name -> name.equals("warehouse") ? "p4ss" : "",
        Path.of("../pipelines/python").toAbsolutePath().toString(),
        Clock.systemUTC());
  }

  private EngineJob job(String run, Map<String, Object> arguments) {
    return new EngineJob(
        run,
        "a",
        "b",
        component,
        home,
        GivenValues.of(component, arguments, Map.of("train", List.of(data))),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  private void manifest(String rest) throws IOException {
    String text =
        """
        apiVersion: ionosphere.dev/v1
        kind: Component
        metadata: {name: churn, version: 1.0.0}
        """
            + rest;
    Files.writeString(home.resolve("component.yaml"), text);
    component = ((ComponentReader.Result.Valid) ComponentReader.read(text)).component();
  }

  private void script(String text) throws IOException {
    Files.writeString(home.resolve("train.sh"), text);
  }

  private static void awaitFile(Path file) throws IOException {
    while (true) {
      if (Files.exists(file)) {
        try (Stream<String> lines = Files.lines(file)) {
          if (lines.findAny().isPresent()) {
            return;
          }
        }
      }
      Thread.onSpinWait();
    }
  }
}
