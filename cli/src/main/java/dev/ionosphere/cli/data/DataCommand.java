package dev.ionosphere.cli.data;

import dev.ionosphere.cli.command.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ion data}. */
@Command(
    name = "data",
    synopsisSubcommandLabel = "COMMAND",
    description = "Looks at files of data, without a hub.")
public final class DataCommand {

  private DataCommand() {}

  /** {@code ion data} with what it can do. */
  public static CommandLine commandLine(Session session) {
    return new CommandLine(new DataCommand()).addSubcommand(new CheckCommand(session));
  }
}
