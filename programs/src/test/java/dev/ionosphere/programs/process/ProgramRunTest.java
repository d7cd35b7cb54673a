package dev.ionosphere.programs.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, and how sure their end is. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProgramRunTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path directory;
  private RunFolder folder;
  private String id;

  @BeforeEach
  void prepare() throws IOException {
    folder = new RunFolder(directory.resolve("run"));
    folder.prepare();
    id = "ion.node." + ProcessHandle.current().pid() + "." + System.nanoTime();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(ProcessTable.of(-1, false, id, Set.of())).isEmpty();
  }

  @Test
  void theExitCodeIsTheProgramsOwn() throws Exception {
    assertThat(start("echo out; echo err >&2; exit 75").await(LONG))
        .contains(new ProgramEnd.Exited(75, 0));
    assertThat(Files.readString(folder.raw())).isEqualTo("out\nerr\n");
  }

  @Test
  void aWordThatIsNoProgramIsTold() throws Exception {
    ProgramRun run =
        ProgramRun.start(
            folder,
            new ProgramLaunch(id, List.of("no-such-program"), path(), limits()),
            Clock.systemUTC());

    assertThat(run.await(LONG)).contains(new ProgramEnd.Exited(127, 0));
    assertThat(Files.readString(folder.raw())).contains("no-such-program");
  }

  @Test
  void wordsAreNotReadByAShell() throws Exception {
    ProgramRun run =
        ProgramRun.start(
            folder,
            new ProgramLaunch(
                id, List.of("echo", "it's $HOME; `id` $(id)", "a\nb", ""), path(), limits()),
            Clock.systemUTC());

    run.await(LONG);

    assertThat(Files.readString(folder.raw())).isEqualTo("it's $HOME; `id` $(id) a\nb \n");
  }

  @Test
  void whatIsLeftBehindIsEndedAndTold() throws Exception {
    Optional<ProgramEnd> end = start("sleep 300 & setsid sleep 301 & exit 0").await(LONG);

    assertThat(end).contains(new ProgramEnd.Exited(0, 2));
    assertThat(Files.readString(folder.raw())).contains("left 2 processes (sleep)");
  }

  @Test
  void whatHasLeftTheSessionAndForgottenItsRunIsEndedWhereItIsControlled() throws Exception {
    Optional<ControlGroup> control = ControlGroup.make(folder, 100);
    assumeThat(control).isPresent();
    ProgramRun run =
        start(
            "setsid env -i sh -c 'echo $$ > ../stray; exec sleep 300' & "
                + "while [ ! -s ../stray ]; do sleep 0.05; done; exit 0");

    assertThat(run.await(LONG)).contains(new ProgramEnd.Exited(0, 1));

    long stray = Long.parseLong(Files.readString(directory.resolve("run/stray")).strip());
    assertThat(ProcessTable.of(-1, false, id, Set.of(stray))).isEmpty();
  }

  @Test
  void whatIgnoresASignalIsEndedAfterItsGrace() throws Exception {
    ProgramRun run =
        start(
            "trap '' TERM; (trap '' TERM; sleep 300) & echo ready; while :; do sleep 0.1; done",
            limits(Duration.ofSeconds(1)));
    awaitOutput("ready");

    run.stop();

    assertThat(run.await(LONG)).contains(new ProgramEnd.Stopped());
    assertThat(folder.stop()).exists();
  }

  @Test
  void aProgramThatIsAskedToEndMayEndByItself() throws Exception {
    ProgramRun run =
        start("trap 'echo saved; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
    awaitOutput("ready");

    run.stop();

    assertThat(run.await(LONG)).contains(new ProgramEnd.Stopped());
    assertThat(Files.readString(folder.raw())).contains("saved");
  }

  @Test
  void aForkBombIsEndedUnderItsLimit() throws Exception {
    Limits few =
        new Limits(Optional.empty(), Optional.empty(), 30, Optional.empty(), Duration.ofSeconds(1));
    // Each makes two, of which none is left at last whatever we do: 500 in all.
    String bomb =
        "f() { if [ $1 -lt 8 ]; then f $(($1 + 1)) & f $(($1 + 1)) & fi; sleep 300; }; f 0";

    Optional<ProgramEnd> end = start(bomb, few).await(LONG);

    assertThat(end)
        .get()
        .asString()
        .contains("it wanted more processes than the 30 that are allowed");
  }

  @Test
  void memoryIsBounded() throws Exception {
    Limits little =
        new Limits(
            Optional.of(60L << 20), Optional.empty(), 30, Optional.empty(), Duration.ofSeconds(1));

    Optional<ProgramEnd> end =
        start("x=$(head -c 100000000 /dev/zero | tr '\\0' a); sleep 300", little).await(LONG);

    assertThat(end).get().asString().contains("of memory, allowed are 60 MiB");
  }

  @Test
  void diskIsBounded() throws Exception {
    Limits little =
        new Limits(
            Optional.empty(), Optional.of(10L << 20), 30, Optional.empty(), Duration.ofSeconds(1));

    Optional<ProgramEnd> end =
        start("head -c 30000000 /dev/zero > checkpoint; sleep 300", little).await(LONG);

    assertThat(end).get().asString().contains("it wrote 29 MiB, allowed are 10 MiB");
  }

  @Test
  void messagesAreNotOfItsDisk() throws Exception {
    Limits little =
        new Limits(
            Optional.empty(), Optional.of(10L << 20), 30, Optional.empty(), Duration.ofSeconds(1));

    assertThat(
            start("head -c 30000000 /dev/zero >> ../messages.jsonl; sleep 0.5", little).await(LONG))
        .contains(new ProgramEnd.Exited(0, 0));
  }

  @Test
  void itIsEndedAlsoWhereNothingCanBeNoted() throws Exception {
    Limits soon =
        new Limits(
            Optional.empty(),
            Optional.empty(),
            30,
            Optional.of(Duration.ofMillis(300)),
            Duration.ofSeconds(1));

    assertThat(start("rm ../output.raw; mkdir ../output.raw ../stop; sleep 300", soon).await(LONG))
        .contains(new ProgramEnd.OverLimit("it took longer than 0.3s"));
  }

  @Test
  void timeIsBounded() throws Exception {
    Limits soon =
        new Limits(
            Optional.empty(),
            Optional.empty(),
            30,
            Optional.of(Duration.ofMillis(300)),
            Duration.ofSeconds(1));

    assertThat(start("sleep 300", soon).await(LONG))
        .contains(new ProgramEnd.OverLimit("it took longer than 0.3s"));
  }

  @Test
  void anotherWorkerFindsItAndLearnsHowItEnded() throws Exception {
    Path go = directory.resolve("go");
    start("echo ready; while [ ! -e '" + go + "' ]; do sleep 0.05; done; exit 4");
    awaitOutput("ready");

    ProgramRun found = ProgramRun.find(folder, id, limits(), Clock.systemUTC()).orElseThrow();
    assertThat(found.isAlive()).isTrue();
    assertThat(found.await(Duration.ZERO)).isEmpty();
    Files.createFile(go);

    assertThat(found.await(LONG)).contains(new ProgramEnd.Exited(4, 0));
    assertThat(ProgramRun.find(folder, id, limits(), Clock.systemUTC()).orElseThrow().await(LONG))
        .contains(new ProgramEnd.Exited(4, 0));
  }

  @Test
  void oneThatIsGoneWithoutAWordIsLost() throws Exception {
    ProgramRun run = start("echo ready; sleep 300");
    awaitOutput("ready");
    new ProcessGroup(ProcessFile.pid(folder.process()).orElseThrow(), true, id, Optional.empty())
        .kill();

    assertThat(run.await(LONG)).contains(new ProgramEnd.Lost());
  }

  @Test
  void aNumberThatIsAStrangersByNowEndsNobody() throws Exception {
    Process stranger =
        new ProcessBuilder("setsid", "sleep", "300")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      // As after the machine was started anew: the number is given again.
      Files.writeString(
          folder.process(), "{\"pid\":%d,\"startedMillis\":1}".formatted(stranger.pid()));

      ProgramRun found = ProgramRun.find(folder, id, limits(), Clock.systemUTC()).orElseThrow();

      assertThat(found.isAlive()).isFalse();
      assertThat(found.await(LONG)).contains(new ProgramEnd.Lost());
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void aStrangerIsNotTakenForItWhateverItsFileSays() throws Exception {
    Process stranger = new ProcessBuilder("setsid", "sleep", "300").start();
    try {
      ProcessFile.write(folder.process(), stranger.toHandle());

      ProgramRun found = ProgramRun.find(folder, id, limits(), Clock.systemUTC()).orElseThrow();
      found.stop();

      assertThat(found.await(LONG)).contains(new ProgramEnd.Lost());
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatAFoundOneLeftBehindIsEnded() throws Exception {
    start("sleep 300 & echo ready; wait");
    awaitOutput("ready");
    // The shell that would note how it ended, and nobody else.
    ProcessHandle shell = ProcessFile.find(folder.process()).orElseThrow();
    shell.destroyForcibly();
    shell.onExit().get();

    ProgramRun found = ProgramRun.find(folder, id, limits(), Clock.systemUTC()).orElseThrow();

    assertThat(found.await(LONG)).contains(new ProgramEnd.Lost());
  }

  @Test
  void oneWhoseFileWasSpoiledIsFoundAndStopped() throws Exception {
    start("echo ready; sleep 300");
    awaitOutput("ready");
    Files.writeString(folder.process(), "spoiled");

    ProgramRun found = ProgramRun.find(folder, id, limits(), Clock.systemUTC()).orElseThrow();
    assertThat(found.isAlive()).isTrue();
    found.stop();

    assertThat(found.await(LONG)).contains(new ProgramEnd.Stopped());
  }

  @Test
  void oneThatEndedBeforeItWasNotedIsNotStartedAgain() throws Exception {
    start("exit 4").await(LONG);
    // As if the worker had been killed between the two.
    Files.delete(folder.process());

    assertThat(ProgramRun.find(folder, id, limits(), Clock.systemUTC()).orElseThrow().await(LONG))
        .contains(new ProgramEnd.Exited(4, 0));
  }

  @Test
  void nothingOfTheWorkersOwnIsInherited() throws Exception {
    start("env | cut -d= -f1 | sort").await(LONG);

    assertThat(Files.readAllLines(folder.raw()))
        .containsExactlyInAnyOrder("IONOSPHERE_RUN_ID", "PATH", "PWD");
  }

  private ProgramRun start(String script) throws IOException {
    return start(script, limits());
  }

  private ProgramRun start(String script, Limits limits) throws IOException {
    return ProgramRun.start(
        folder,
        new ProgramLaunch(id, List.of("sh", "-c", script), path(), limits),
        Clock.systemUTC());
  }

  private static Map<String, String> path() {
    return Map.of("PATH", System.getenv("PATH"));
  }

  private static Limits limits() {
    return limits(Duration.ofSeconds(10));
  }

  private static Limits limits(Duration grace) {
    return new Limits(Optional.empty(), Optional.empty(), 512, Optional.empty(), grace);
  }

  private void awaitOutput(String line) throws IOException {
    while (true) {
      try (Stream<String> lines = Files.lines(folder.raw())) {
        if (lines.anyMatch(line::equals)) {
          return;
        }
      }
      Thread.onSpinWait();
    }
  }
}
