package dev.ionosphere.activities.conversion;

import dev.ionosphere.activities.engine.LogTail;
import dev.ionosphere.activities.model.PackagingException;
import dev.ionosphere.programs.environment.ProgramRuntime;
import dev.ionosphere.programs.environment.ProgramRuntimes;
import dev.ionosphere.programs.process.Limits;
import dev.ionosphere.programs.process.ProgramEnd;
import dev.ionosphere.programs.process.ProgramLaunch;
import dev.ionosphere.programs.process.ProgramRun;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.spec.component.CommandWord.Word;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Opens a model of scikit-learn in the environment that it was made in, in a process of its own
 * with the bounds of its program: a pickle runs what it likes.
 */
public final class PythonExporter implements Exporter {

  /** A step that devices do not compute. */
  private static final int REFUSED = 3;

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int LINES = 100;

  private final ProgramRuntimes runtimes;
  private final String modules;
  private final String path;
  private final Clock clock;

  /**
   * @param modules where the exporter's own modules are, as Python's path names it
   * @param path where programs are looked for
   */
  public PythonExporter(ProgramRuntimes runtimes, String modules, String path, Clock clock) {
    this.runtimes = runtimes;
    this.modules = modules;
    this.path = path;
    this.clock = clock;
  }

  @Override
  public void export(
      Component component, Path home, Path model, Path work, List<String> features, Path output)
      throws IOException, InterruptedException {
    RunFolder folder = new RunFolder(work.resolve("run"));
    folder.prepare();
    ProgramRuntime runtime = runtimes.of(component, home, folder::tell);
    List<String> words =
        new ArrayList<>(
            List.of(
                python(component),
                "-m",
                "ionosphere_export",
                "--model",
                model.toString(),
                "--sample",
                work.resolve("sample.json").toString(),
                "--output",
                output.toString()));
    if (!features.isEmpty()) {
      words.addAll(List.of("--features", String.join(",", features)));
    }
    // What the program's own modules define, a pickle of it needs again.
    Map<String, String> variables =
        new TreeMap<>(
            Map.of(
                "PATH",
                path,
                "HOME",
                folder.work().toString(),
                "TMPDIR",
                folder.temporary().toString(),
                "PYTHONPATH",
                modules + ":" + home,
                "PYTHONIOENCODING",
                "utf-8",
                "PYTHONDONTWRITEBYTECODE",
                "1"));
    Limits limits = Limits.of(component.resources());
    ProgramRun run =
        ProgramRun.start(
            folder,
            new ProgramLaunch(
                "export-" + work.toAbsolutePath(),
                runtime.words(words),
                runtime.variables(variables),
                new Limits(
                    limits.memoryBytes(),
                    Optional.empty(),
                    limits.processes(),
                    Optional.of(LONGEST),
                    limits.grace())),
            clock);
    try {
      ended(run.await(LONGEST.plusMinutes(1)).orElseThrow(), folder, model);
    } finally {
      run.stop();
    }
  }

  private static void ended(ProgramEnd end, RunFolder folder, Path model) throws IOException {
    List<String> log = LogTail.lines(folder.raw(), LINES);
    String said =
        log.reversed().stream()
            .filter(line -> line.startsWith("ERROR "))
            .findFirst()
            .map(line -> line.substring("ERROR ".length()))
            .orElse(log.isEmpty() ? "it printed nothing" : log.getLast());
    switch (end) {
      case ProgramEnd.Exited(int code, int strays) when code == 0 -> {}
      case ProgramEnd.Exited(int code, int strays) when code == REFUSED ->
          throw new PackagingException(
              "model '%s' cannot be scored on devices: %s".formatted(model.getFileName(), said));
      case ProgramEnd.Exited(int code, int strays) ->
          throw new PackagingException(
              "model '%s' could not be exported, exit code %d: %s"
                  .formatted(model.getFileName(), code, said));
      case ProgramEnd.OverLimit(String reason) ->
          throw new PackagingException(
              "model '%s' could not be exported: %s".formatted(model.getFileName(), reason));
      case ProgramEnd.Lost lost ->
          throw new IOException("the export of '%s' is gone".formatted(model.getFileName()));
      case ProgramEnd.Stopped stopped ->
          throw new IOException("the export of '%s' was stopped".formatted(model.getFileName()));
    }
  }

  /** The Python that the program was started with. */
  private static String python(Component component) {
    if (component.program() instanceof Program.Command command
        && command.words().getFirst() instanceof Word word
        && String.valueOf(Path.of(word.text()).getFileName()).startsWith("python")) {
      return word.text();
    }
    return "python3";
  }
}
