package dev.ionosphere.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An installation of one test, used as a person would: through {@code ./ion}, with its data below
 * {@code target}. Closing it stops what it started.
 */
final class LocalIon implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  // the first `ion up` on a machine may have to build the Temporal server
  private static final Duration LONGEST_COMMAND = Duration.ofMinutes(15);

  private final Path home;
  private final Path directory;
  private final Map<String, String> settings;

  private LocalIon(Path home, Path directory, Map<String, String> settings) {
    this.home = home;
    this.directory = directory;
    this.settings = settings;
  }

  /**
   * A new installation; what an earlier run of the same test left is removed. It listens where no
   * other test does.
   *
   * @param settings further environment variables of its processes
   */
  static LocalIon create(String name, Map<String, String> settings) throws IOException {
    LocalIon ion = nothingYet(name, settings);
    Files.createDirectories(ion.data());
    ion.listen(JSON.createObjectNode());
    return ion;
  }

  /** The same as a newcomer has it: without any data, and the program chooses its ports. */
  static LocalIon nothingYet(String name, Map<String, String> settings) throws IOException {
    Path directory = Path.of("target", "it", name).toAbsolutePath();
    LocalIon ion = new LocalIon(checkout(), directory, settings);
    if (Files.exists(directory)) {
      ion.close();
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(directory);
    return ion;
  }

  /**
   * An installation that {@code tools/installations/record} made, unpacked and not started.
   *
   * @param archive with directory {@code ion}
   */
  static LocalIon unpacked(String name, Path archive) throws IOException {
    LocalIon ion = nothingYet(name, Map.of());
    Program.Result unpacked =
        ion.run(
            "tar",
            "--extract",
            "--gzip",
            "--file",
            archive.toAbsolutePath().toString(),
            "--directory",
            ion.directory.toString());
    if (unpacked.exitCode() != 0) {
      throw new AssertionError(archive + " cannot be unpacked: " + unpacked.output());
    }
    ion.listen((ObjectNode) ion.table());
    return ion;
  }

  /** Remembers ports in the table of processes, as an earlier start would. */
  private void listen(ObjectNode table) throws IOException {
    table.set("ports", JSON.valueToTree(TestingPorts.choose()));
    Files.writeString(tableFile(), table.toPrettyString());
  }

  /** Where this test was built. */
  static Path checkout() {
    return Path.of(System.getProperty("ion.home")).toAbsolutePath();
  }

  /** The same data, with the program of another checkout. */
  LocalIon builtFrom(Path other) {
    return new LocalIon(other, directory, settings);
  }

  /** The same installation, for somebody with these settings as well. */
  LocalIon with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    return new LocalIon(home, directory, all);
  }

  /** Runs {@code ion} and fails if it does. */
  String ion(String... arguments) {
    Program.Result result = attempt(arguments);
    if (result.exitCode() != 0) {
      throw new AssertionError(
          "ion %s ended with %d:\n%s"
              .formatted(String.join(" ", arguments), result.exitCode(), result.output()));
    }
    return result.output();
  }

  /** What a script would take: people are told more, on standard error, before it. */
  String lastLine(String... arguments) {
    return ion(arguments).lines().toList().getLast();
  }

  Program.Result attempt(String... arguments) {
    return run(home.resolve("ion").toString(), arguments);
  }

  /**
   * Runs {@code ion} to its end, whatever that is.
   *
   * @param watcher given the running command, a few times a second
   */
  Program.Result attemptWatched(Consumer<ProcessHandle> watcher, String... arguments) {
    return run(watcher, home.resolve("ion").toString(), arguments);
  }

  Program.Result run(String program, String... arguments) {
    return run(running -> {}, program, arguments);
  }

  private Program.Result run(Consumer<ProcessHandle> watcher, String program, String... arguments) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ION_BUILD", "never");
    environment.put("ION_DATA", directory.resolve("ion").toString());
    environment.put("ION_DATA_ROOT", directory.toString());
    environment.put("XDG_CONFIG_HOME", directory.resolve("config").toString());
    environment.put("NO_COLOR", "1");
    environment.putAll(settings);
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    return Program.run(environment, LONGEST_COMMAND, command, watcher);
  }

  /** The hub, as a local user. */
  HubClient hub(String user) {
    return new HubClient("http://127.0.0.1:" + port("hub"), Map.of()).as(token(user));
  }

  String token(String user) {
    return read(data().resolve("hub/secrets/" + user + ".token")).strip();
  }

  int port(String name) {
    return table().path("ports").path(name).asInt();
  }

  /** Names of the processes that were started: hub, temporal, worker-cloud, edge:&lt;device&gt;. */
  List<String> processes() {
    List<String> names = new ArrayList<>();
    if (!Files.exists(tableFile())) {
      return names;
    }
    table().path("processes").fieldNames().forEachRemaining(names::add);
    return names;
  }

  ProcessHandle process(String name) {
    long pid = table().path("processes").path(name).path("pid").asLong();
    return ProcessHandle.of(pid)
        .orElseThrow(() -> new AssertionError(name + " does not run; its pid was " + pid));
  }

  /** kill -9, and waits until it is gone. */
  void kill(String name) {
    ProcessHandle process = process(name);
    process.destroyForcibly();
    process.onExit().join();
  }

  Path directory() {
    return directory;
  }

  Path data() {
    return directory.resolve("ion");
  }

  Path example() {
    return home.resolve("examples/turbofan");
  }

  Path log(String process) {
    return data().resolve("logs/" + process + ".log");
  }

  private Path tableFile() {
    return data().resolve("processes.json");
  }

  private JsonNode table() {
    try {
      return JSON.readTree(read(tableFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (Files.exists(tableFile())) {
      ion("down");
    }
  }
}
