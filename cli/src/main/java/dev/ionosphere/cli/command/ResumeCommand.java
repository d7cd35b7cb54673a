package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Goes on with a paused ION. */
@Command(name = "resume", description = "Goes on with a paused ION.")
public final class ResumeCommand implements Callable<Integer> {
  private final Session session;

  public ResumeCommand(Session session) {
    this.session = session;
  }

  @Mixin private Asking asking = new Asking();

  @Parameters(paramLabel = "ION", description = "name of the ION")
  private String name = "";

  @Override
  public Integer call() {
    JsonNode answer =
        asking.client(session).post(Asking.api("/ions/" + HubClient.part(name) + "/resume"));
    if (!asking.printed(session, answer)) {
      session.terminal().line(answer.path("message").asText(name + ": resumed"));
    }
    return ExitCode.OK;
  }
}
