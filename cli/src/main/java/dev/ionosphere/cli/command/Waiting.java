package dev.ionosphere.cli.command;

import dev.ionosphere.cli.process.Await;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Option;

/** Options of commands that can wait for what they began. */
final class Waiting {
  @Option(names = "--wait", description = "wait until it is done")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "how long to wait, such as 90s, 10m, 2h (default: 10m)")
  private String timeout = "10m";

  int until(BooleanSupplier done, String what) {
    if (!wait) {
      return ExitCode.OK;
    }
    if (!Await.until(duration(timeout), done)) {
      throw new CommandFailed(ExitCode.WAITED, "waited " + timeout + " in vain for " + what);
    }
    return ExitCode.OK;
  }

  static Duration duration(String text) {
    try {
      return Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT));
    } catch (java.time.format.DateTimeParseException e) {
      throw new CommandFailed(
          ExitCode.USAGE, "'" + text + "' is no duration; allowed: 90s, 10m, 2h, 1h30m");
    }
  }
}
