package dev.ionosphere.cli.process;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is remembered of the local processes in {@code processes.json}: ports for good, process ids
 * while they run, edges, and where data is read from. Several commands may change it at once: each
 * change reads the file again under a lock, changes one entry, and replaces the file atomically.
 */
public final class ProcessTable {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private final Path file;
  private final Layout layout;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, EdgeSettings> edges = new LinkedHashMap<>();
  private final Map<String, RunningProcess> processes = new LinkedHashMap<>();
  private int format = InstallationFormat.CURRENT;

  private ProcessTable(Path file) {
    this.file = file;
    // a sibling without a name is the directory
    this.layout = new Layout(file.toAbsolutePath().normalize().resolveSibling(""));
  }

  public static ProcessTable read(Path file) {
    ProcessTable table = new ProcessTable(file);
    if (Files.exists(file)) {
      table.format = InstallationFormat.withoutOne(table.layout);
    }
    table.refresh();
    return table;
  }

  private void refresh() {
    ports.clear();
    settings.clear();
    edges.clear();
    processes.clear();
    if (Files.exists(file)) {
      try {
        fill((ObjectNode) JSON.readTree(Files.readString(file)));
      } catch (IOException | RuntimeException e) {
        throw new IllegalStateException(
            file + " cannot be read; if nothing runs, delete it and start again", e);
      }
    }
  }

  /** Changes what the file holds now, which others may have changed since it was read. */
  private void change(Runnable entry) {
    try (ProcessFileLock locked = ProcessFileLock.beside(file)) {
      refresh();
      entry.run();
      write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill(ObjectNode json) {
    // What was nothing yet when it was read first stays of today, though Temporal has begun since.
    format = json.path("format").asInt(format);
    json.path("ports").properties().forEach(e -> ports.put(e.getKey(), e.getValue().asInt()));
    json.path("settings")
        .properties()
        .forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
    json.path("edges")
        .properties()
        .forEach(e -> {
          Map<String, String> labels = new LinkedHashMap<>();
          e.getValue()
              .path("labels")
              .properties()
              .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
          edges.put(
              e.getKey(),
              new EdgeSettings(
                  e.getKey(), labels, resolved(e.getValue().path("sourceRoot").asText(""))));
        });
    json.path("processes")
        .properties()
        .forEach(e ->
            processes.put(
                e.getKey(),
                new RunningProcess(
                    e.getValue().path("pid").asLong(),
                    Instant.parse(e.getValue().path("started").asText()))));
  }

  private void write() throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", format);
    json.set("ports", JSON.valueToTree(ports));
    json.set("settings", JSON.valueToTree(settings));
    ObjectNode edgesJson = json.putObject("edges");
    edges.forEach((device, edge) -> {
      ObjectNode one = edgesJson.putObject(device);
      one.set("labels", JSON.valueToTree(edge.labels()));
      one.put("sourceRoot", kept(edge.sourceRoot()));
    });
    ObjectNode processesJson = json.putObject("processes");
    processes.forEach((name, process) ->
        processesJson
            .putObject(name)
            .put("pid", process.pid())
            .put("started", process.started().toString()));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, JSON.writeValueAsString(json) + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** A directory of the installation is kept relative, so that the installation can be moved. */
  private String kept(String directory) {
    Path path = Path.of(directory);
    return path.startsWith(layout.data()) ? "./" + layout.data().relativize(path) : directory;
  }

  private String resolved(String kept) {
    return kept.startsWith("./") ? layout.data().resolve(kept).normalize().toString() : kept;
  }

  /** What wrote the installation; see {@link InstallationFormat}. */
  int format() {
    return format;
  }

  /** A setting that is a directory. */
  public Optional<String> directory(String name) {
    return setting(name).map(this::resolved);
  }

  public void directory(String name, Path value) {
    setting(name, kept(value.toString()));
  }

  /** The remembered port of that name; chosen now if there is none yet. */
  public int port(String name, int preferred, Ports choice) {
    Integer known = ports.get(name);
    if (known != null) {
      return known;
    }
    change(() ->
        ports.computeIfAbsent(
            name, absent -> choice.choose(preferred, new TreeSet<>(ports.values()))));
    return port(name).orElseThrow();
  }

  public Optional<Integer> port(String name) {
    return Optional.ofNullable(ports.get(name));
  }

  public Map<String, Integer> ports() {
    return Map.copyOf(ports);
  }

  public Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  public void setting(String name, String value) {
    change(() -> settings.put(name, value));
  }

  public Map<String, EdgeSettings> edges() {
    return new LinkedHashMap<>(edges);
  }

  public void addEdge(EdgeSettings edge) {
    change(() -> edges.put(edge.device(), edge));
  }

  public Map<String, RunningProcess> processes() {
    return new LinkedHashMap<>(processes);
  }

  public Optional<RunningProcess> process(String name) {
    return Optional.ofNullable(processes.get(name));
  }

  public boolean anyAlive() {
    return processes.values().stream().anyMatch(RunningProcess::alive);
  }

  public void started(String name, RunningProcess process) {
    change(() -> processes.put(name, process));
  }

  public void ended(String name) {
    change(() -> processes.remove(name));
  }
}
