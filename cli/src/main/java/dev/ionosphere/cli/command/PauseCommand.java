package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops starting anything new in an ION. */
@Command(name = "pause", description = "Stops starting anything new in an ION.")
public final class PauseCommand implements Callable<Integer> {
  private final Session session;

  public PauseCommand(Session session) {
    this.session = session;
  }

  @Mixin private Asking asking = new Asking();

  @Parameters(paramLabel = "ION", description = "name of the ION")
  private String name = "";

  @Override
  public Integer call() {
    JsonNode answer =
        asking.client(session).post(Asking.api("/ions/" + HubClient.part(name) + "/pause"));
    if (!asking.printed(session, answer)) {
      session.terminal().line(answer.path("message").asText(name + ": paused"));
    }
    return ExitCode.OK;
  }
}
