package dev.ionosphere.cli.command;

import dev.ionosphere.cli.rest.EventStream;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.terminal.OutputFormat;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.cli.terminal.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what happens as it happens, until stopped. */
@Command(name = "watch", description = "Tells what happens as it happens, until stopped.")
public final class WatchCommand implements Callable<Integer> {
  private final Session session;

  public WatchCommand(Session session) {
    this.session = session;
  }

  @Mixin private Asking asking = new Asking();

  @Override
  public Integer call() {
    Terminal terminal = session.terminal();
    HubClient hub = asking.client(session, "viewer");
    try (EventStream events =
        new EventStream(hub.stream(Asking.api("/events"), "text/event-stream"))) {
      for (Optional<EventStream.Event> event = events.next();
          event.isPresent();
          event = events.next()) {
        if (asking.output() == OutputFormat.json) {
          terminal.raw(event.get().data() + "\n");
        } else {
          terminal.line(
              terminal.accent(event.get().name()) + "  " + Style.harmless(event.get().data()));
        }
      }
    }
    throw new CommandFailed(ExitCode.UNREACHABLE, "the hub ended the stream of events");
  }
}
