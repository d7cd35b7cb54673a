package dev.ionosphere.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs a program to its end and keeps what it printed. */
final class Program {

  /** What a finished program left behind. */
  record Result(int exitCode, String output) {}

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private Program() {}

  static Result run(Map<String, String> environment, Duration limit, List<String> command) {
    return run(environment, limit, command, running -> {});
  }

  /**
   * The same, looked at from outside a few times a second.
   *
   * @param watcher given the running program
   */
  static Result run(
      Map<String, String> environment,
      Duration limit,
      List<String> command,
      Consumer<ProcessHandle> watcher) {
    try {
      Path output = Files.createTempFile("program", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      Instant deadline = Instant.now().plus(limit);
      boolean ended = false;
      while (!ended && Instant.now().isBefore(deadline)) {
        watcher.accept(process.toHandle());
        ended = process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
      }
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String text = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      if (!ended) {
        throw new AssertionError(
            String.join(" ", command) + " did not end within " + limit + ":\n" + text);
      }
      return new Result(process.exitValue(), text);
    } catch (IOException e) {
      throw new AssertionError("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while running " + command, e);
    }
  }
}
