package dev.ionosphere.cli.command;

import dev.ionosphere.spec.reader.ReadResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks documents without a hub; finds everything that is wrong at once. */
@Command(
    name = "validate",
    description =
        "Checks a document without a hub. Reports every error with its line, and when schedules fire.")
public final class ValidateCommand implements Callable<ExitCode> {
  private final Session session;

  public ValidateCommand(Session session) {
    this.session = session;
  }

  @Mixin private DocumentOptions documents = new DocumentOptions();

  @Override
  public ExitCode call() {
    ReadResult.Valid valid = documents.valid(session);
    session
        .terminal()
        .line(
            "%s: valid, %s, %s"
                .formatted(
                    valid.ion().name(),
                    count(valid.ion().nodes().size(), "node"),
                    count(valid.ion().edges().size(), "edge")));
    SchedulePreview.print(session, valid.ion());
    return ExitCode.OK;
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
