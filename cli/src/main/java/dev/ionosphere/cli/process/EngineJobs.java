package dev.ionosphere.cli.process;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Engine jobs that the cloud worker started. They outlive it, so that the next worker finds them
 * again, and are in no process table: the worker notes each in its run's {@code process.json}.
 */
public final class EngineJobs {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Path runs;

  public EngineJobs(Layout layout) {
    this.runs = layout.cloud().resolve("runs");
  }

  /**
   * Ends those that live, and what they started. No worker may be alive that would start them
   * again.
   *
   * @return the runs they worked for
   */
  public List<String> stop() {
    List<String> stopped = new ArrayList<>();
    List<ProcessHandle> family = new ArrayList<>();
    for (Path run : directories()) {
      noted(run.resolve("process.json"))
          .flatMap(RunningProcess::handle)
          .ifPresent(driver -> {
            stopped.add(run.getFileName().toString());
            // asked for before the driver ends: then they are nobody's children any more
            driver.descendants().forEach(family::add);
            family.add(driver);
          });
    }
    ProcessTermination.of(family, GRACE);
    return stopped;
  }

  private List<Path> directories() {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(runs)) {
      return found.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("runs of the cloud worker cannot be listed", e);
    }
  }

  /** What cannot be read names nobody. */
  private static Optional<RunningProcess> noted(Path file) {
    try {
      if (Files.isRegularFile(file)) {
        JsonNode json = JSON.readTree(Files.readString(file));
        if (json.path("pid").isIntegralNumber() && json.path("startedMillis").isIntegralNumber()) {
          return Optional.of(
              new RunningProcess(
                  json.path("pid").asLong(),
                  Instant.ofEpochMilli(json.path("startedMillis").asLong())));
        }
      }
    } catch (JacksonException malformed) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
    return Optional.empty();
  }
}
