package dev.ionosphere.activities.engine;

import dev.ionosphere.programs.command.ProgramFolder;
import dev.ionosphere.programs.command.ProgramVariables;
import dev.ionosphere.programs.command.ProgramWords;
import dev.ionosphere.programs.component.ComponentFolder;
import dev.ionosphere.programs.environment.ProgramRuntime;
import dev.ionosphere.programs.environment.ProgramRuntimes;
import dev.ionosphere.programs.process.Limits;
import dev.ionosphere.programs.process.ProgramLaunch;
import dev.ionosphere.programs.process.ProgramRun;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Any program as a process of this machine. It is never changed: it is told where things are, and
 * watched from outside. It outlives this worker; whoever comes next finds it again.
 */
public final class ProcessEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessEngine.class);

  private final Path runs;
  private final ProgramRuntimes runtimes;
  private final Map<String, String> inherited;
  private final Function<String, String> secrets;
  private final String modules;
  private final Clock clock;
  private final Set<String> beginning = ConcurrentHashMap.newKeySet();

  /**
   * @param runs directory of all runs
   * @param inherited variables of this worker, of which a program gets those that its manifest
   *     names
   * @param secrets value of a secret by its name
   * @param modules where the Python client is, as Python's path names it
   */
  public ProcessEngine(
      Path runs,
      ProgramRuntimes runtimes,
      Map<String, String> inherited,
      Function<String, String> secrets,
      String modules,
      Clock clock) {
    this.modules = modules;
    this.runs = runs;
    this.runtimes = runtimes;
    this.inherited = Map.copyOf(inherited);
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "process";
  }

  @Override
  public String version() {
    return "process";
  }

  @Override
  public EngineRun launch(EngineJob job) throws IOException {
    ProcessRunFiles files = files(job.run());
    Optional<EngineRun> known = begin(job, files);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      ProgramLaunch program = program(job, files);
      return start(job, files, program);
    } finally {
      beginning.remove(job.run());
    }
  }

  // One at a time: two attempts of an activity may meet here, and the second must see the first.
  private synchronized Optional<EngineRun> begin(EngineJob job, ProcessRunFiles files)
      throws IOException {
    if (files.isFinished() || files.directory().isStopped()) {
      return Optional.of(new ProcessRun(files, job.component(), Optional.empty(), clock));
    }
    Optional<ProgramRun> found = find(files);
    if (found.isPresent() && (found.get().isAlive() || !files.isReported())) {
      LOG.info("run {} found again", job.run());
      return Optional.of(new ProcessRun(files, job.component(), found, clock));
    }
    if (!beginning.add(job.run())) {
      throw new IOException("another attempt makes ready what the run needs");
    }
    return Optional.empty();
  }

  /** What takes time: an environment may have to be made, inputs are digested. */
  private ProgramLaunch program(EngineJob job, ProcessRunFiles files) throws IOException {
    Component component = job.component();
    if (!(component.program() instanceof Program.Command command)) {
      throw new IOException(
          "component %s runs on %s".formatted(component.reference(), component.program().engine()));
    }
    int attempt = files.nextAttempt();
    RunFolder folder = files.folder();
    folder.prepare();
    files.remember(new ComponentFolder(job.home()).manifest());
    ProgramVariables.Identity identity =
        new ProgramVariables.Identity(job.run(), job.ion(), job.node(), attempt);
    ProgramFolder.fill(folder, component, job.home(), job.given(), identity);
    files.noteData(ProgramFolder.datasets(folder, component, job.given()));
    Map<String, String> variables =
        new TreeMap<>(
            ProgramVariables.of(component, job.given(), folder, identity, inherited, secrets));
    variables.merge("PYTHONPATH", modules, (own, ours) -> own + ":" + ours);
    ProgramRuntime runtime = runtime(job, folder);
    return new ProgramLaunch(
        job.run(),
        runtime.words(ProgramWords.of(command.words(), component, job.given(), folder)),
        runtime.variables(variables),
        Limits.of(component.resources()));
  }

  // A stop either comes before and is seen, or finds the program.
  private synchronized EngineRun start(EngineJob job, ProcessRunFiles files, ProgramLaunch launch)
      throws IOException {
    if (files.directory().isStopped()) {
      return new ProcessRun(files, job.component(), Optional.empty(), clock);
    }
    ProgramRun program = ProgramRun.start(files.folder(), launch, clock);
    LOG.info("run {} started", job.run());
    return new ProcessRun(files, job.component(), Optional.of(program), clock);
  }

  /** Making it may take minutes; people see that where the program's own output will be. */
  private ProgramRuntime runtime(EngineJob job, RunFolder folder) throws IOException {
    try {
      return runtimes.of(
          job.component(),
          job.home(),
          line -> {
            LOG.info("run {}: {}", job.run(), line);
            folder.tell(line);
          });
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while an environment was made", interrupted);
    }
  }

  private Optional<ProgramRun> find(ProcessRunFiles files) {
    return ProgramRun.find(files.folder(), files.run(), files.limits(), clock);
  }

  private boolean isAlive(ProcessRunFiles files) {
    return find(files).filter(ProgramRun::isAlive).isPresent();
  }

  @Override
  public Optional<EngineRun> finished(String run) {
    ProcessRunFiles files = files(run);
    return files.isFinished()
        ? files
            .component()
            .map(component -> new ProcessRun(files, component, Optional.empty(), clock))
        : Optional.empty();
  }

  @Override
  public void stop(String run) throws IOException {
    ProcessRunFiles files = files(run);
    Optional<ProgramRun> program = mark(files);
    try {
      // Its grace is nobody else's.
      if (program.isPresent()) {
        program.get().stop();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // Not while a launch is between its look at the mark and its start.
  private synchronized Optional<ProgramRun> mark(ProcessRunFiles files) throws IOException {
    Files.createDirectories(files.directory().path());
    Files.write(files.directory().stopped(), new byte[0]);
    return find(files);
  }

  @Override
  public Map<String, EngineRun> underWay() throws IOException {
    Map<String, EngineRun> found = new TreeMap<>();
    for (ProcessRunFiles files : all()) {
      Optional<Component> component = files.component();
      component
          .flatMap(known -> find(files))
          .filter(ProgramRun::isAlive)
          .ifPresent(program ->
              found.put(
                  files.run(),
                  new ProcessRun(files, component.get(), Optional.of(program), clock)));
    }
    return found;
  }

  @Override
  public List<String> quietSince(Instant time) throws IOException {
    List<String> quiet = new ArrayList<>();
    for (ProcessRunFiles files : all()) {
      if (!isAlive(files) && files.directory().lastSign().isBefore(time)) {
        quiet.add(files.run());
      }
    }
    return quiet;
  }

  @Override
  public synchronized void forget(String run) throws IOException {
    ProcessRunFiles files = files(run);
    if (!isAlive(files)) {
      files.directory().delete();
    }
  }

  private ProcessRunFiles files(String run) {
    return new ProcessRunFiles(RunDirectory.of(runs, run), run);
  }

  private List<ProcessRunFiles> all() throws IOException {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> directories = Files.list(runs)) {
      return directories
          .filter(Files::isDirectory)
          .map(path -> String.valueOf(path.getFileName()))
          .sorted()
          .map(this::files)
          .toList();
    }
  }
}
