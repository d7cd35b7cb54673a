package dev.ionosphere.cli.command;

import dev.ionosphere.spec.reader.ReadResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks documents without a hub; finds everything that is wrong at once. */
@Command(
    name = "validate",
    description = "Checks documents without a hub; finds everything that is wrong at once.")
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
            "%s: valid, %d nodes, %d edges"
                .formatted(
                    valid.ion().name(), valid.ion().nodes().size(), valid.ion().edges().size()));
    return ExitCode.OK;
  }
}
