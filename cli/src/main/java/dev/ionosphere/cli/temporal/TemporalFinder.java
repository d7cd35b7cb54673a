package dev.ionosphere.cli.temporal;

import dev.ionosphere.cli.process.DetachedProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds the Temporal server: the address in {@code TEMPORAL_ADDRESS}, a program on the path, the
 * one built before, one built now, and only then the test server.
 */
public final class TemporalFinder {
  private final Map<String, String> environment;
  private final TemporalBuild build;

  public TemporalFinder(Map<String, String> environment, TemporalBuild build) {
    this.environment = environment;
    this.build = build;
  }

  /** What is there without building anything; a test server stands for nothing found. */
  public TemporalSource look() {
    String address = environment.getOrDefault("TEMPORAL_ADDRESS", "");
    if (!address.isEmpty()) {
      return new TemporalSource.Remote(address);
    }
    Optional<TemporalSource> onPath =
        DetachedProcess.onPath("temporal").flatMap(file -> program(Path.of(file), "on PATH"));
    return onPath
        .or(() -> program(build.cached(), "built from tools/temporal"))
        .orElseGet(() -> new TemporalSource.TestServer(build.obstacle().orElse("not built yet")));
  }

  /** The same, and builds if nothing is there and it can be built. */
  public TemporalSource find(TemporalBuild.Progress progress) {
    TemporalSource found = look();
    if (!(found instanceof TemporalSource.TestServer) || build.obstacle().isPresent()) {
      return found;
    }
    Optional<String> failure = build.build(progress);
    return failure.isPresent()
        ? new TemporalSource.TestServer(failure.get())
        : program(build.cached(), "built from tools/temporal")
            .orElseGet(() -> new TemporalSource.TestServer("the built program does not run"));
  }

  /** What a build would use. */
  public GoLookup go() {
    return build.go();
  }

  private static Optional<TemporalSource> program(Path file, String found) {
    if (!Files.isExecutable(file)) {
      return Optional.empty();
    }
    return version(file)
        .filter(TemporalVersion::newEnough)
        .map(version -> new TemporalSource.Program(file, version, found));
  }

  private static Optional<TemporalVersion> version(Path file) {
    try {
      Process process =
          new ProcessBuilder(file.toString(), "--version").redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(10, TimeUnit.SECONDS);
      return TemporalVersion.parse(text);
    } catch (IOException notRunnable) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
