package dev.ionosphere.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files that name a process between its start and its entry in the process table: a command may be
 * killed in that moment. First we write the time, then the process appends its own id before it
 * becomes the program. A process is ours if it has that id and started between the two writes.
 */
final class StartRecord {
  private static final String SUFFIX = ".pid";
  // start times of the system move a little when the clock is set
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  private final Path directory;

  StartRecord(Layout layout) {
    this.directory = layout.starting();
  }

  /** Notes that a process is about to start; returns the file to which it appends its id. */
  Path begin(String name, Instant now) {
    try {
      OwnFolder.make(directory);
      return Files.writeString(file(name), now + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void end(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name) {
    return directory.resolve(name + SUFFIX);
  }

  /** Processes that live and whose start was never entered in the table, by name. */
  Map<String, RunningProcess> unfinished() {
    Map<String, RunningProcess> found = new TreeMap<>();
    if (!Files.isDirectory(directory)) {
      return found;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(SUFFIX, "");
        process(file).ifPresent(process -> found.put(name, process));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be read", e);
    }
    return found;
  }

  private static Optional<RunningProcess> process(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    try {
      if (lines.size() == 2) {
        Instant earliest = Instant.parse(lines.get(0)).minus(TOLERANCE);
        Instant latest = Files.getLastModifiedTime(file).toInstant().plus(TOLERANCE);
        return ProcessHandle.of(Long.parseLong(lines.get(1)))
            .map(RunningProcess::of)
            .filter(process -> !process.started().isBefore(earliest))
            .filter(process -> !process.started().isAfter(latest))
            .filter(RunningProcess::alive);
      }
    } catch (DateTimeParseException | NumberFormatException malformed) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
