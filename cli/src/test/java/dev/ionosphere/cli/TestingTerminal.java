package dev.ionosphere.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.process.Installation;
import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.rest.Logins;
import dev.ionosphere.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** The real command line of {@code ion} in a directory of its own, with what it prints. */
public final class TestingTerminal {
  public static final Instant NOW = Instant.parse("2026-01-01T00:01:30Z");

  private final Path directory;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private int columns;

  public TestingTerminal(Path directory) {
    this.directory = directory;
  }

  /** Local users have tokens, and the hub of {@code ion up} is this one. */
  public TestingTerminal withLocalHub(TestingHub hub) {
    for (String user : new String[] {"admin", "approver", "viewer", "operator", "scientist"}) {
      file("data/hub/secrets/" + user + ".token", user + "-token\n");
    }
    file("data/processes.json", "{\"ports\": {\"hub\": %d}}".formatted(hub.port()));
    return this;
  }

  public TestingTerminal with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** A person looks at it. */
  public TestingTerminal columns(int width) {
    columns = width;
    return this;
  }

  /** Runs a command; returns its exit code. What an earlier one printed is forgotten. */
  public int ion(String... arguments) {
    out.reset();
    err.reset();
    CommandLine command = IonCommand.commandLine(session());
    command.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    command.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    return command.execute(arguments);
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  public JsonNode json() {
    try {
      return new ObjectMapper().readTree(out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Session session() {
    return new Session(
        Terminal.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            columns),
        environment,
        new Installation(directory, directory.resolve("dist"), directory.resolve("jdk")),
        new Layout(directory.resolve("data")),
        new Logins(directory.resolve("config/logins.json")),
        directory,
        Clock.fixed(NOW, ZoneOffset.UTC),
        Duration.ofMillis(300));
  }

  /** Writes a file below the directory; returns its path. */
  public String file(String name, String text) {
    Path file = directory.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
