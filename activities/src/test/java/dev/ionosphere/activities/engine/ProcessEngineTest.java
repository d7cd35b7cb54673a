package dev.ionosphere.activities.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.programs.command.GivenValues;
import dev.ionosphere.programs.environment.ProgramRuntimes;
import dev.ionosphere.programs.environment.PythonEnvironments;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.reader.ComponentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    assertThat(runs().resolve("a.b.1/work/left-over")).doesNotExist();
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
  void whatIsForgottenIsGone() throws Exception {
    script("echo m > $IONOSPHERE_MODEL_DIR/m");
    assertThat(outcome()).contains(new Outcome.Succeeded());

    engine().forget("a.b.1");

    assertThat(runs()).isEmptyDirectory();
  }

  private Optional<Outcome> outcome() throws Exception {
    return engine().launch(job("a.b.1", Map.of())).await(LONG);
  }

  private Path runs() {
    return directory.resolve("runs");
  }

  private ProcessEngine engine() {
    return new ProcessEngine(
        runs(),
        new ProgramRuntimes(
            new PythonEnvironments(
                directory.resolve("python"), "python3", Optional.empty(), 3, Clock.systemUTC())),
        Map.of("PATH", System.getenv("PATH"), "ION_TOKEN_FILE", "/secret"),
        name -> name.equals("warehouse") ? "p4ss" : "",
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
