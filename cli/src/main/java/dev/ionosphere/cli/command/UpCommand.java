package dev.ionosphere.cli.command;

import dev.ionosphere.cli.local.LocalSystem;
import dev.ionosphere.cli.process.StartLock;
import dev.ionosphere.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Starts Temporal, the hub, a cloud worker and the known edges of this machine; starts only what
 * does not run.
 */
@Command(
    name = "up",
    description =
        "Starts Temporal, the hub, a cloud worker and the known edges on this machine. What runs"
            + " already is left alone. Returns when everything is ready.")
public final class UpCommand implements Callable<ExitCode> {
  private final Session session;

  public UpCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    Terminal terminal = session.terminal();
    LocalSystem local;
    try (StartLock lock = session.startLock("ion up")) {
      local = session.local();
      local.up(new TerminalProgress(terminal));
    }
    terminal.line();
    terminal.line("dashboard  " + terminal.accent(local.hub() + "/"));
    local
        .temporalUi()
        .ifPresent(ui -> terminal.line("Temporal   " + terminal.accent(ui.toString())));
    terminal.line(
        "sign in    with the token in " + session.layout().token("approver") + " to decide,");
    terminal.line(
        "           with that in " + session.layout().token("admin") + " for everything else");
    return ExitCode.OK;
  }
}
