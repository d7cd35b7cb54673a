package dev.ionosphere.cli.command;

import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes a stopped ION. */
@Command(
    name = "delete",
    description = {
      "Deletes a stopped ION from the hub; `ion stop` it first. Its timeline is kept.",
      "Its devices run its models no more."
    })
public final class DeleteCommand implements Callable<ExitCode> {
  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(paramLabel = "ION", description = "Name of the ION.")
  private String name = "";

  public DeleteCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    hubOptions.client(session).delete(HubOptions.api("/ions/" + HubClient.encode(name)));
    session.terminal().line(name + ": deleted");
    return ExitCode.OK;
  }
}
