package dev.ionosphere.activities.engine;

import dev.ionosphere.programs.command.ProgramVariables;
import dev.ionosphere.programs.process.ProgramEnd;
import dev.ionosphere.programs.process.ProgramRun;
import dev.ionosphere.programs.watch.ProgramWatch;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of a user's own, ours or one found again, or one that has ended. */
final class ProcessRun implements EngineRun {

  private static final int LOG_LINES = 50;
  private static final Duration LOOK = Duration.ofMillis(200);

  /** As programs that read their words say that they are wrong. */
  private static final int REFUSED = 2;

  private static final int SIGNAL = 128;

  private final ProcessRunFiles files;
  private final Component component;
  private final Optional<ProgramRun> program;
  private final Clock clock;

  /** Made when somebody looks: it reads what was noted of the program. */
  private Optional<ProgramWatch> watch = Optional.empty();

  ProcessRun(
      ProcessRunFiles files, Component component, Optional<ProgramRun> program, Clock clock) {
    this.files = files;
    this.component = component;
    this.program = program;
    this.clock = clock;
  }

  private ProgramWatch watch() throws IOException {
    if (watch.isEmpty()) {
      watch = Optional.of(new ProgramWatch(files.folder(), component.metrics(), clock));
    }
    return watch.get();
  }

  @Override
  public synchronized EngineProgress progress() {
    List<String> log = LogTail.lines(files.folder().log(), LOG_LINES);
    if (program.isEmpty()) {
      return new EngineProgress("ended", files.isFinished() ? 1 : 0, 0, 0, Map.of(), log);
    }
    try {
      boolean alive = program.get().isAlive();
      return new EngineProgress(
          alive ? watch().stage().orElse("running") : "ended",
          files.isFinished() ? 1 : watch().fraction().orElse(0),
          0,
          0,
          watch().figures(),
          log);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public Optional<Outcome> await(Duration atMost) throws InterruptedException {
    if (files.isFinished()) {
      return Optional.of(new Outcome.Succeeded());
    }
    if (program.isEmpty()) {
      return Optional.of(new Outcome.Stopped());
    }
    try {
      Optional<ProgramEnd> end = Optional.empty();
      for (Duration waited = Duration.ZERO;
          end.isEmpty() && waited.compareTo(atMost) < 0;
          waited = waited.plus(LOOK)) {
        end = program.get().await(LOOK);
        synchronized (this) {
          watch().poll();
        }
      }
      return end.isEmpty() ? Optional.empty() : Optional.of(ended(end.get()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private synchronized Outcome ended(ProgramEnd end) throws IOException {
    watch().finish();
    Outcome outcome =
        switch (end) {
          case ProgramEnd.Stopped() -> new Outcome.Stopped();
          case ProgramEnd.OverLimit(String reason) -> new Outcome.Failed(reason, true);
          case ProgramEnd.Lost() ->
              files.directory().isStopped()
                  ? new Outcome.Stopped()
                  : new Outcome.Lost("the program is gone, and nothing tells how it ended");
          case ProgramEnd.Exited(int code, int strays) -> exited(code);
        };
    files.report();
    return outcome;
  }

  private Outcome exited(int code) throws IOException {
    if (code == 0) {
      Optional<String> missing = missing();
      if (missing.isPresent()) {
        return new Outcome.Failed("it ended well, but " + missing.get(), true);
      }
      Files.move(
          files.folder().unfinished(), files.folder().outputs(), StandardCopyOption.ATOMIC_MOVE);
      return new Outcome.Succeeded();
    }
    if (code == SIGNAL + 15 || code == SIGNAL + 2) {
      return new Outcome.Lost(
          "the program was ended from outside (signal %d)".formatted(code - SIGNAL));
    }
    String last = ProgramError.of(LogTail.lines(files.folder().log(), LOG_LINES));
    String how =
        code > SIGNAL
            ? "it was ended by signal %d%s"
                .formatted(
                    code - SIGNAL,
                    code == SIGNAL + 9 ? ", perhaps as the machine ran out of memory" : "")
            : "exit code " + code;
    return new Outcome.Failed(
        "program ended, %s: %s".formatted(how, last), code != REFUSED && code != 127);
  }

  /** What was promised and is not there. */
  private Optional<String> missing() throws IOException {
    for (Output promised : component.outputs().values()) {
      Path place = files.folder().unfinished().resolve(promised.name());
      if (promised.required() && isEmpty(place)) {
        return Optional.of(
            "output '%s' is missing: nothing was written to %s"
                .formatted(
                    promised.name(),
                    promised.kind() == Output.Kind.MODEL
                        ? "IONOSPHERE_MODEL_DIR"
                        : "IONOSPHERE_OUTPUT_" + ProgramVariables.part(promised.name())));
      }
    }
    return Optional.empty();
  }

  private static boolean isEmpty(Path place) throws IOException {
    if (!Files.exists(place)) {
      return true;
    }
    if (!Files.isDirectory(place)) {
      return false;
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.findAny().isEmpty();
    }
  }

  @Override
  public void stop() {
    try {
      if (program.isPresent()) {
        program.get().stop();
      }
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Path output() {
    return files.folder().outputs();
  }

  @Override
  public Optional<ProgramRunInfo> own() throws IOException {
    if (!files.isFinished()) {
      return Optional.empty();
    }
    try (ProgramWatch read = new ProgramWatch(files.folder(), component.metrics(), clock)) {
      return Optional.of(
          new ProgramRunInfo(component, files.folder(), files.data(), read.figures()));
    }
  }
}
