package dev.ionosphere.cli.command;

import dev.ionosphere.cli.process.StartLock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops what `ion up` started; nothing is lost. */
@Command(
    name = "down",
    description = "Stops the local processes that `ion up` started. Data and models stay.")
public final class DownCommand implements Callable<ExitCode> {
  private final Session session;

  public DownCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    List<String> stopped;
    try (StartLock lock = session.startLock("ion down")) {
      stopped = session.local().down();
    }
    session
        .terminal()
        .line(stopped.isEmpty() ? "nothing was running" : "stopped " + String.join(", ", stopped));
    return ExitCode.OK;
  }
}
