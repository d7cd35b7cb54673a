package dev.ionosphere.edge.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.cli.process.Installation;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A device agent in a process of its own, with the flags and variables it ships with. */
public final class TestingDevice implements AutoCloseable {

  private static final String MODULE = "worker-edge";
  private static final Path ASSEMBLED = Path.of("../target/ionosphere").resolve(MODULE);
  private static final Installation SHIPPED =
      new Installation(
          Path.of("..").toAbsolutePath().normalize(),
          Path.of("target", "nothing-assembled"),
          Path.of(System.getProperty("java.home")));

  // As shipped, but with the classes of this build instead of the assembled jars.
  private String classPath = System.getProperty("java.class.path");
  public final String name;
  public final Path data;
  private final Path directory;
  private final Path source;
  private final URI hub;
  private final Map<String, String> variables = new HashMap<>();
  private Process process;
  private long rows;

  public TestingDevice(Path directory, String name, URI hub) throws IOException {
    this.name = name;
    this.hub = hub;
    this.directory = directory;
    this.data = directory.resolve("edges").resolve(name);
    this.source = directory.resolve("source").resolve(name + ".csv");
    Files.createDirectories(source.getParent());
  }

  /** With further variables. */
  public TestingDevice with(Map<String, String> more) {
    variables.putAll(more);
    return this;
  }

  /** With the assembled jars alone, none of which speaks with Temporal. */
  public TestingDevice polling() {
    classPath = ASSEMBLED.toAbsolutePath().normalize() + "/*";
    return this;
  }

  /** With the assembled client of MQTT as well. */
  public TestingDevice withMqtt() {
    classPath +=
        File.pathSeparator
            + ASSEMBLED.resolveSibling(MODULE + "-mqtt").toAbsolutePath().normalize()
            + "/*";
    return this;
  }

  public TestingDevice start() throws IOException {
    List<String> command = new ArrayList<>(SHIPPED.java(MODULE, "dev.ionosphere.edge.EdgeWorker"));
    command.set(command.indexOf("-cp") + 1, classPath);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve(name + ".log").toFile()));
    builder.environment().putAll(SHIPPED.environment(MODULE));
    builder.environment().put("ION_HUB_URL", hub.toString());
    builder.environment().put("ION_DEVICE", name);
    builder.environment().put("ION_EDGE_DATA", data.toString());
    builder.environment().put("ION_SOURCE_ROOT", source.getParent().toString());
    builder.environment().put("ION_ENROL_TOKEN", TestingHub.ENROL_TOKEN);
    builder.environment().put("ION_BUCKET_SECONDS", "1");
    builder.environment().putAll(variables);
    process = builder.start();
    return this;
  }

  /** Writes so many rows to the source; each fifth is an anomaly. */
  public void observe(int count) throws IOException {
    if (!Files.exists(source)) {
      Files.writeString(source, "cycle,shake,heat\n");
    }
    StringBuilder text = new StringBuilder();
    IntStream.range(0, count)
        .forEach(i -> text.append(rows + i).append((rows + i) % 5 == 4 ? ",50,60\n" : ",1,1.25\n"));
    rows += count;
    Files.writeString(source, text, StandardOpenOption.APPEND);
  }

  public long rows() {
    return rows;
  }

  /** Rows the device says it has scored. */
  public long scored() {
    return node().path("rows").asLong();
  }

  public JsonNode node() {
    return status().path("nodes").path(0);
  }

  public JsonNode status() {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(data.resolve("status.json")));
    } catch (IOException e) {
      return new ObjectMapper().createObjectNode();
    }
  }

  public String log() throws IOException {
    return Files.readString(directory.resolve(name + ".log"));
  }

  public long pid() {
    return process.pid();
  }

  /** Resident memory that no other process shares, in kB, from the kernel. */
  public long anonymousKilobytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("RssAnon:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no RssAnon of " + process.pid());
  }

  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  /** SIGTERM; answers the exit code. */
  public int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException(name + " did not end within 10 s of SIGTERM");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      kill();
    }
  }
}
