package dev.ionosphere.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.cli.rest.EventStream;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.terminal.OutputFormat;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.cli.terminal.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a line for each change, until stopped. */
@Command(
    name = "watch",
    description = "Prints a line for each change as it happens, until stopped with Ctrl-C.")
public final class WatchCommand implements Callable<ExitCode> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEARTBEAT = "heartbeat";
  private static final int KIND = 20;

  private final Session session;

  public WatchCommand(Session session) {
    this.session = session;
  }

  @Mixin private HubOptions hubOptions = new HubOptions();

  @Option(names = "--ion", paramLabel = "ION", description = "Only changes of this ION.")
  private String ion = "";

  @Override
  public ExitCode call() {
    HubClient hub = hubOptions.client(session, "viewer");
    String path =
        HubOptions.api("/events" + (ion.isEmpty() ? "" : "?ion=" + HubClient.encode(ion)));
    try (EventStream events = new EventStream(hub.stream(path, "text/event-stream"))) {
      for (Optional<EventStream.Event> event = events.next();
          event.isPresent();
          event = events.next()) {
        print(event.get());
      }
    }
    throw new CommandFailedException(ExitCode.UNREACHABLE, "The hub ended the stream of events.");
  }

  private void print(EventStream.Event event) {
    if (event.name().equals(HEARTBEAT)) {
      return;
    }
    JsonNode change = read(event.data());
    switch (hubOptions.output()) {
      case json -> session.terminal().raw(change + "\n");
      case yaml -> {
        session.terminal().raw("---\n");
        OutputFormat.yaml.print(change, session.terminal());
      }
      case table -> session.terminal().line(line(event.name(), change));
    }
  }

  /** {@code time kind ion/node subject}. */
  private String line(String name, JsonNode change) {
    Terminal terminal = session.terminal();
    String kind = Style.withoutControls(change.path("kind").asText(name));
    String place = change.path("ion").asText("");
    String node = change.path("node").asText("");
    String subject = AnswerTable.digest(change.path("subject"));
    StringBuilder line = new StringBuilder();
    line.append(terminal.dim(AnswerTable.time(change.path("time")))).append("  ");
    line.append(terminal.accent(kind)).append(" ".repeat(Math.max(0, KIND - kind.length())));
    line.append("  ").append(Style.withoutControls(node.isEmpty() ? place : place + "/" + node));
    if (!subject.equals("-") && !subject.equals(place)) {
      line.append("  ").append(Style.withoutControls(subject));
    }
    return line.toString().stripTrailing();
  }

  private static JsonNode read(String data) {
    try {
      return JSON.readTree(data);
    } catch (JsonProcessingException e) {
      throw new CommandFailedException(
          ExitCode.FAILED,
          "The hub sent an event that is not JSON: " + Style.withoutControls(data));
    }
  }
}
