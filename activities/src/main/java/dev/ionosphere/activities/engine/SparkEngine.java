package dev.ionosphere.activities.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.programs.process.ProcessFile;
import dev.ionosphere.spec.component.Program;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.launcher.SparkLauncher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spark, through its launcher. The driver is a process of its own (client mode) that outlives this
 * worker; its log, statistics and output are files of the run, so that whoever comes next finds
 * everything.
 */
public final class SparkEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(SparkEngine.class);
  private static final String LISTENER = "dev.ionosphere.pipelines.statistics.StatisticsListener";

  /**
   * Below this, optimising the driver's code costs more than the code then saves (measured: half).
   */
  private static final long SMALL_BYTES = 32L * 1024 * 1024;

  private static final String SMALL_OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private final SparkHome home;
  private final SparkMasters masters;
  private final Path javaHome;
  private final Path runs;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param masters that drivers may run on
   * @param javaHome runtime of the drivers
   * @param runs directory of all runs
   */
  public SparkEngine(SparkHome home, SparkMasters masters, Path javaHome, Path runs) {
    this.home = home;
    this.masters = masters;
    this.javaHome = javaHome;
    this.runs = runs;
  }

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public String version() {
    return "spark-" + home.version();
  }

  // One at a time: two attempts of an activity may meet here, and the second must see the first.
  @Override
  public synchronized EngineRun launch(EngineJob job) throws IOException {
    RunDirectory directory = RunDirectory.of(runs, job.run());
    if (directory.completed()) {
      LOG.info("run {} has finished before, its output is used", job.run());
      return new SparkRun(directory, Optional.empty(), Optional.empty());
    }
    if (directory.isStopped()) {
      return new SparkRun(directory, Optional.empty(), Optional.empty());
    }
    Optional<ProcessHandle> found = driver(directory);
    if (found.isPresent()) {
      ProcessFile.write(directory.process(), found.get());
      LOG.info("run {} found again, driver process {}", job.run(), found.get().pid());
      return new SparkRun(directory, found, Optional.empty());
    }
    masters.check(master(job));
    directory.prepare();
    Files.write(directory.job(), json.writeValueAsBytes(jobFile(job, directory)));
    Process driver = launcher(job, directory).launch();
    ProcessFile.write(directory.process(), driver.toHandle());
    LOG.info("run {} submitted to {}, driver process {}", job.run(), master(job), driver.pid());
    return new SparkRun(directory, Optional.of(driver.toHandle()), Optional.of(driver));
  }

  @Override
  public Optional<EngineRun> finished(String run) {
    RunDirectory directory = RunDirectory.of(runs, run);
    return directory.completed()
        ? Optional.of(new SparkRun(directory, Optional.empty(), Optional.empty()))
        : Optional.empty();
  }

  // Not while a launch is between its look at the mark and its driver.
  @Override
  public synchronized void stop(String run) throws IOException {
    RunDirectory directory = RunDirectory.of(runs, run);
    Files.createDirectories(directory.path());
    Files.write(directory.stopped(), new byte[0]);
    new SparkRun(directory, driver(directory), Optional.empty()).stop();
  }

  @Override
  public Map<String, EngineRun> underWay() throws IOException {
    if (!Files.isDirectory(runs)) {
      return Map.of();
    }
    Map<String, EngineRun> found = new TreeMap<>();
    try (Stream<Path> directories = Files.list(runs)) {
      for (Path path : directories.filter(Files::isDirectory).toList()) {
        RunDirectory directory = new RunDirectory(path);
        Optional<ProcessHandle> driver = driver(directory);
        if (driver.isPresent()) {
          found.put(
              path.getFileName().toString(), new SparkRun(directory, driver, Optional.empty()));
        }
      }
    }
    return found;
  }

  /** The driver, if it lives. A worker may have died before it noted which process that is. */
  private static Optional<ProcessHandle> driver(RunDirectory directory) {
    boolean unnoted = Files.exists(directory.job()) && Files.notExists(directory.process());
    return unnoted ? ProcessFile.search(directory.job()) : ProcessFile.find(directory.process());
  }

  @Override
  public List<String> quietSince(Instant time) throws IOException {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    List<String> quiet = new ArrayList<>();
    try (Stream<Path> directories = Files.list(runs)) {
      for (Path path : directories.filter(Files::isDirectory).sorted().toList()) {
        RunDirectory directory = new RunDirectory(path);
        if (directory.lastSign().isBefore(time) && driver(directory).isEmpty()) {
          quiet.add(path.getFileName().toString());
        }
      }
    }
    return quiet;
  }

  @Override
  public synchronized void forget(String run) throws IOException {
    RunDirectory directory = RunDirectory.of(runs, run);
    if (driver(directory).isEmpty()) {
      directory.delete();
    }
  }

  private static Map<String, Object> jobFile(EngineJob job, RunDirectory directory) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("run", job.run());
    file.put("component", job.component().name());
    file.put("arguments", job.given().arguments());
    file.put("input", input(job).stream().map(Path::toString).toList());
    file.put("format", job.format());
    file.put("output", directory.output().toString());
    file.put("statistics", directory.statistics().toString());
    return file;
  }

  private static List<Path> input(EngineJob job) {
    return job.given().files().getOrDefault("input", List.of());
  }

  private static String master(EngineJob job) {
    return job.master().orElse("local[*]");
  }

  private static String mainClass(EngineJob job) throws IOException {
    if (job.component().program() instanceof Program.SparkClass program
        && program.jar().isEmpty()) {
      return program.mainClass();
    }
    throw new IOException(
        "component %s: jars and scripts of people's own are not run by Spark yet"
            .formatted(job.component().reference()));
  }

  /** All of the work is in the driver, and there is little of it. */
  private static boolean small(EngineJob job) throws IOException {
    long bytes = 0;
    for (Path file : input(job)) {
      bytes += Files.size(file);
    }
    return master(job).startsWith("local") && bytes < SMALL_BYTES;
  }

  /** A driver inherits the worker's variables, of which secrets are none of its business. */
  private Map<String, String> environment(Map<String, String> inherited) {
    Map<String, String> environment = new LinkedHashMap<>();
    inherited.keySet().stream()
        .filter(name -> name.startsWith("ION_SECRET") || name.startsWith("TEMPORAL_API_KEY"))
        .forEach(name -> environment.put(name, ""));
    environment.put("JAVA_HOME", javaHome.toString());
    return environment;
  }

  private SparkLauncher launcher(EngineJob job, RunDirectory directory) throws IOException {
    return new SparkLauncher(environment(System.getenv()))
        .setSparkHome(home.path().toString())
        .setJavaHome(javaHome.toString())
        .setMaster(master(job))
        .setDeployMode("client")
        .setAppName(job.component().name() + " " + job.run())
        .setAppResource(job.home().toString())
        .setMainClass(mainClass(job))
        .addAppArgs(directory.job().toString())
        .setConf(SparkLauncher.DRIVER_MEMORY, job.memory().orElse("1g"))
        .setConf(SparkLauncher.DRIVER_DEFAULT_JAVA_OPTIONS, small(job) ? SMALL_OPTIONS : "")
        .setConf("spark.extraListeners", LISTENER)
        .setConf("spark.ionosphere.statistics", directory.statistics().toString())
        .setConf("spark.ui.enabled", "false")
        .setConf("spark.ui.showConsoleProgress", "false")
        // Spark's 200 are for clusters; adaptive execution merges them only after the fact.
        .setConf("spark.sql.shuffle.partitions", "8")
        .directory(directory.path().toFile())
        .redirectError(Redirect.appendTo(directory.log().toFile()))
        .redirectOutput(Redirect.appendTo(directory.log().toFile()));
  }
}
