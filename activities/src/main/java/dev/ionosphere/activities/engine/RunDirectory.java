package dev.ionosphere.activities.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of one run. */
record RunDirectory(Path path) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

  static final String PROGRAM = "program.digest";

  static RunDirectory of(Path runs, String run) {
    if (!PLAIN.matcher(run).matches()) {
      throw new IllegalArgumentException(
          "run id '%s' is no plain name of letters, digits, dots, dashes, underscores"
              .formatted(run));
    }
    return new RunDirectory(runs.toAbsolutePath().normalize().resolve(run));
  }

  Path job() {
    return path.resolve("job.json");
  }

  Path process() {
    return path.resolve("process.json");
  }

  Path log() {
    return path.resolve("driver.log");
  }

  Path statistics() {
    return path.resolve("statistics.jsonl");
  }

  Path output() {
    return path.resolve("output");
  }

  /** Written last by the component: the only proof of success. */
  boolean completed() {
    return Files.isRegularFile(output().resolve("completed.json"));
  }

  /** There once the run was stopped for good. */
  Path stopped() {
    return path.resolve("stopped");
  }

  boolean isStopped() {
    return Files.exists(stopped());
  }

  /** Forgets what a failed attempt said; its output is removed by the component itself. */
  void prepare() throws IOException {
    Files.createDirectories(path);
    Files.deleteIfExists(log());
    Files.deleteIfExists(statistics());
    Files.deleteIfExists(process());
    Files.deleteIfExists(path.resolve(PROGRAM));
  }

  /** When anything last changed directly in here or in the output. */
  Instant lastSign() throws IOException {
    Instant last = Files.getLastModifiedTime(path).toInstant();
    for (Path folder : List.of(path, output())) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.toList()) {
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            last = changed.isAfter(last) ? changed : last;
          }
        }
      }
    }
    return last;
  }

  /** What says that the run has finished goes first: half a run is none. */
  void delete() throws IOException {
    if (!Files.isDirectory(path)) {
      return;
    }
    Files.deleteIfExists(output().resolve("completed.json"));
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
