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
public final class WatchCommand implements Callable<ExitCode> {
  private final Session session;

  public WatchCommand(Session session) {
    this.session = session;
  }

  @Mixin private HubOptions hubOptions = new HubOptions();

  @Override
  public ExitCode call() {
    Terminal terminal = session.terminal();
    HubClient hub = hubOptions.client(session, "viewer");
    try (EventStream events =
        new EventStream(hub.stream(HubOptions.api("/events"), "text/event-stream"))) {
      for (Optional<EventStream.Event> event = events.next();
          event.isPresent();
          event = events.next()) {
        if (hubOptions.output() == OutputFormat.json) {
          terminal.raw(event.get().data() + "\n");
        } else {
          terminal.line(
              terminal.accent(event.get().name())
                  + "  "
                  + Style.withoutControls(event.get().data()));
        }
      }
    }
    throw new CommandFailedException(ExitCode.UNREACHABLE, "the hub ended the stream of events");
  }
}
