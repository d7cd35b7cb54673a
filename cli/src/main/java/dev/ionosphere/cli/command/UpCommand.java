package dev.ionosphere.cli.command;

import dev.ionosphere.cli.local.LocalSystem;
import dev.ionosphere.cli.process.StartLock;
import dev.ionosphere.cli.terminal.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description =
          "Address that the hub listens on, now and later; beyond loopback it speaks HTTPS. Default:"
              + " ION_HUB_HOST, else what was said last, else 127.0.0.1.")
  private Optional<String> bind = Optional.empty();

  @Override
  public ExitCode call() {
    Terminal terminal = session.terminal();
    LocalSystem local;
    try (StartLock lock = session.startLock("ion up")) {
      local = session.local();
      bind.ifPresent(local::listen);
      local.up(new TerminalProgress(terminal));
    }
    terminal.line();
    terminal.line("dashboard  " + terminal.accent(local.hub() + "/"));
    local
        .temporal()
        .ui()
        .ifPresent(ui -> terminal.line("Temporal   " + terminal.accent(ui.toString())));
    terminal.line(
        "sign in    with the token in " + session.layout().token("approver") + " to decide,");
    terminal.line(
        "           with that in " + session.layout().token("admin") + " for everything else");
    local
        .hubTrust()
        .authority()
        .ifPresent(file ->
            terminal.line("HTTPS      browsers and devices elsewhere trust it with " + file));
    return ExitCode.OK;
  }
}
