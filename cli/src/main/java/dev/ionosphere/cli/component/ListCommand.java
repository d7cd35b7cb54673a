package dev.ionosphere.cli.component;

import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.HubOptions;
import dev.ionosphere.cli.command.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ion component list}. */
@Command(name = "list", description = "Lists the components that the hub has.")
final class ListCommand implements Callable<ExitCode> {
  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  ListCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    return ComponentCommand.list(session, hubOptions);
  }
}
