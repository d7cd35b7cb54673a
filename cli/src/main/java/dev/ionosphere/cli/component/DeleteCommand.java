package dev.ionosphere.cli.component;

import dev.ionosphere.cli.command.CommandFailedException;
import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.HubOptions;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.spec.component.ComponentReference;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ion component delete}. */
@Command(
    name = "delete",
    description =
        "Deletes a version that no ION names. What is pushed under it later can only be the same.")
final class DeleteCommand implements Callable<ExitCode> {
  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(paramLabel = "NAME@VERSION", description = "The component.")
  private String text = "";

  DeleteCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    ComponentReference reference = ShowCommand.reference(text);
    String version =
        reference
            .version()
            .orElseThrow(() ->
                new CommandFailedException(
                    ExitCode.USAGE, "Name the version: %s@VERSION.".formatted(reference.name())));
    hubOptions
        .client(session, "scientist")
        .delete(HubOptions.api("/components/" + reference.name() + "/" + version));
    session.terminal().line(reference + ": deleted");
    return ExitCode.OK;
  }
}
