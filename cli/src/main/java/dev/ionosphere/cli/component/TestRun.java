package dev.ionosphere.cli.component;

import dev.ionosphere.cli.command.CommandFailedException;
import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.process.UserDirectories;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.cli.terminal.Terminal;
import dev.ionosphere.programs.command.GivenValues;
import dev.ionosphere.programs.command.ProgramFolder;
import dev.ionosphere.programs.command.ProgramVariables;
import dev.ionosphere.programs.command.ProgramWords;
import dev.ionosphere.programs.environment.EnvironmentException;
import dev.ionosphere.programs.environment.ProgramRuntime;
import dev.ionosphere.programs.environment.ProgramRuntimes;
import dev.ionosphere.programs.environment.PythonEnvironments;
import dev.ionosphere.programs.process.Limits;
import dev.ionosphere.programs.process.ProgramEnd;
import dev.ionosphere.programs.process.ProgramLaunch;
import dev.ionosphere.programs.process.ProgramRun;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.programs.watch.ProgramWatch;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.Output;
import dev.ionosphere.spec.component.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A component's run on this machine. */
final class TestRun {

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int MOST_ENVIRONMENTS = 20;
  private static final String RUN = "test.component.1";

  private final Session session;
  private final Terminal terminal;
  private final LocalComponent local;
  private final Component component;
  private final RunFolder folder;

  TestRun(Session session, LocalComponent local, RunFolder folder) {
    this.session = session;
    this.terminal = session.terminal();
    this.local = local;
    this.component = local.component();
    this.folder = folder;
  }

  ExitCode run(GivenValues given) throws IOException, InterruptedException {
    if (!(component.program() instanceof Program.Command command)) {
      throw new CommandFailedException(
          ExitCode.FAILED,
          "%s runs on Spark; only programs of engine process are tried here yet."
              .formatted(component.reference()));
    }
    folder.prepare();
    ProgramVariables.Identity identity = new ProgramVariables.Identity(RUN, "", "", 1);
    ProgramFolder.fill(folder, component, local.folder().path(), given, identity);
    ProgramRuntime runtime = runtime();
    Map<String, String> variables =
        ProgramVariables.of(
            component, given, folder, identity, session.environment(), this::secret);
    Map<String, String> withClient = new TreeMap<>(variables);
    withClient.merge(
        "PYTHONPATH",
        session.installation().pipelines() + "/python",
        (own, ours) -> own + ":" + ours);
    terminal.line(terminal.dim("running " + component.reference()));
    ProgramRun run =
        ProgramRun.start(
            folder,
            new ProgramLaunch(
                RUN + "." + ProcessHandle.current().pid(),
                runtime.words(ProgramWords.of(command.words(), component, given, folder)),
                runtime.variables(withClient),
                Limits.of(component.resources())),
            Clock.systemUTC());
    try (ProgramWatch output = new ProgramWatch(folder, component.metrics(), Clock.systemUTC())) {
      ProgramEnd end = watch(run, output);
      return told(end, output);
    } finally {
      run.stop();
    }
  }

  private ProgramEnd watch(ProgramRun run, ProgramWatch output)
      throws IOException, InterruptedException {
    NewLines lines = new NewLines(folder.log());
    Optional<ProgramEnd> end = Optional.empty();
    while (end.isEmpty()) {
      end = run.await(LOOK);
      output.poll();
      if (end.isPresent()) {
        output.finish();
      }
      lines.read().forEach(line -> terminal.line("  " + Style.withoutControls(line)));
    }
    return end.get();
  }

  private ProgramRuntime runtime() throws IOException, InterruptedException {
    try {
      return new ProgramRuntimes(
              new PythonEnvironments(
                  UserDirectories.of(session.environment()).cache().resolve("python"),
                  session.environment().getOrDefault("ION_PYTHON", "python3"),
                  Optional.ofNullable(session.environment().get("ION_PYTHON_WHEELS")).map(Path::of),
                  MOST_ENVIRONMENTS,
                  Clock.systemUTC()))
          .of(component, local.folder().path(), line -> terminal.line(terminal.dim(line)));
    } catch (EnvironmentException unmet) {
      throw new CommandFailedException(
          ExitCode.FAILED, Style.withoutControls(String.valueOf(unmet.getMessage())));
    }
  }

  private String secret(String name) {
    String variable = "ION_SECRET_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    String value = session.environment().get(variable);
    if (value == null) {
      throw new CommandFailedException(
          ExitCode.FAILED, "Secret '%s' is missing: set %s.".formatted(name, variable));
    }
    return value;
  }

  private ExitCode told(ProgramEnd end, ProgramWatch output) throws IOException {
    for (Map.Entry<String, Double> figure : new TreeMap<>(output.figures()).entrySet()) {
      terminal.line("  %s = %s".formatted(figure.getKey(), figure.getValue()));
    }
    if (!(end instanceof ProgramEnd.Exited(int code, int strays)) || code != 0) {
      throw new CommandFailedException(ExitCode.FAILED, ended(end));
    }
    for (Output promised : component.outputs().values()) {
      List<String> written = written(folder.unfinished().resolve(promised.name()));
      if (!written.isEmpty()) {
        terminal.line("  output %s: %s".formatted(promised.name(), String.join(", ", written)));
      } else if (promised.required()) {
        throw new CommandFailedException(
            ExitCode.FAILED,
            "It ended well, but output '%s' is missing: nothing was written to %s."
                .formatted(
                    promised.name(),
                    promised.kind() == Output.Kind.MODEL
                        ? "IONOSPHERE_MODEL_DIR"
                        : "IONOSPHERE_OUTPUT_" + ProgramVariables.part(promised.name())));
      }
    }
    terminal.line(terminal.good("✓ ") + component.reference() + " ended well");
    return ExitCode.OK;
  }

  private static String ended(ProgramEnd end) {
    return switch (end) {
      case ProgramEnd.Exited(int code, int strays) when code == 127 ->
          "The program was not found (exit code 127).";
      case ProgramEnd.Exited(int code, int strays) ->
          "The program failed with exit code %d.".formatted(code);
      case ProgramEnd.OverLimit(String reason) -> "The program was ended: %s.".formatted(reason);
      case ProgramEnd.Stopped stopped -> "The program was stopped.";
      case ProgramEnd.Lost lost -> "The program is gone.";
    };
  }

  private static List<String> written(Path place) throws IOException {
    if (!Files.exists(place)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(place)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .limit(20)
          .map(file -> {
            String name =
                file.equals(place)
                    ? String.valueOf(file.getFileName())
                    : place.relativize(file).toString();
            return "%s (%d bytes)".formatted(Style.withoutControls(name), file.toFile().length());
          })
          .toList();
    }
  }
}
