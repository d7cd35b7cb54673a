package dev.ionosphere.cli.command;

import dev.ionosphere.cli.process.Await;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of commands that can wait for what they began. */
final class WaitOptions {
  @Option(names = "--wait", description = "Wait until it is done.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long to wait, such as 90s, 10m, 2h. Default: 10m.")
  private Duration timeout = Duration.ofMinutes(10);

  boolean waited() {
    return wait;
  }

  ExitCode until(BooleanSupplier done, String what) {
    if (!wait) {
      return ExitCode.OK;
    }
    if (!Await.until(timeout, done)) {
      throw new CommandFailedException(
          ExitCode.TIMED_OUT,
          "Timed out after %s waiting for %s.".formatted(AnswerTable.span(timeout), what));
    }
    return ExitCode.OK;
  }

  /** A wrong one is told of before the command begins anything. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'" + text + "' is no duration; allowed: 90s, 10m, 2h, 1h30m");
      }
    }
  }
}
