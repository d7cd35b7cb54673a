package dev.ionosphere.activities.sklearn;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ionosphere.programs.environment.EnvironmentException;
import dev.ionosphere.programs.environment.PythonEnvironments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Python environment with the packages of a lock file, kept under {@code
 * ~/.cache/ionosphere/python}: made once, with the network, and used without it afterwards. A test
 * that needs it is skipped, with what is missing, where there is no such interpreter, or no network
 * to make it.
 */
public record TestingPython(Path interpreter) {

  private static final Path KEPT =
      Path.of(System.getProperty("user.home"), ".cache", "ionosphere", "python");
  private static final int MOST = 20;

  /** What a program said, output and errors together. */
  public record Said(int code, String text) {

    public String lastLine() {
      return text.lines().filter(line -> !line.isBlank()).reduce("", (first, last) -> last);
    }
  }

  /** Environments as a worker has them. */
  public static PythonEnvironments environments() {
    return new PythonEnvironments(KEPT, "python3", Optional.empty(), MOST, Clock.systemUTC());
  }

  /**
   * The environment of a lock file.
   *
   * @param leastMinor least minor version of Python 3 that its packages run on
   */
  public static TestingPython of(Path lock, int leastMinor) {
    Said version = versionOfPath();
    assumeTrue(version.code() == 0, "no python3 on the PATH: " + version.lastLine());
    String found = version.lastLine();
    assumeTrue(
        Integer.parseInt(found.split("\\.")[1]) >= leastMinor,
        "python3 is " + found + ", the lock needs 3." + leastMinor + " or newer");
    List<String> told = new ArrayList<>();
    try {
      return new TestingPython(environments().of(lock, told::add));
    } catch (EnvironmentException unmet) {
      throw new IllegalStateException(String.join("\n", told), unmet);
    } catch (IOException away) {
      return abort("no network to install " + lock.getFileName() + ": " + away.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Said versionOfPath() {
    try {
      return run(
          List.of("python3", "-c", "import platform; print(platform.python_version())"), Map.of());
    } catch (UncheckedIOException e) {
      return new Said(-1, String.valueOf(e.getCause().getMessage()));
    }
  }

  /** Runs a program of the environment to its end. */
  public Said run(Map<String, String> environment, String... arguments) {
    return run(
        Stream.concat(Stream.of(interpreter.toString()), Stream.of(arguments)).toList(),
        environment);
  }

  private static Said run(List<String> command, Map<String, String> environment) {
    try {
      Path output = Files.createTempFile("python", ".txt");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
          process.destroyForcibly();
        }
        return new Said(process.waitFor(), Files.readString(output));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command.get(0) + " ran", e);
    }
  }
}
