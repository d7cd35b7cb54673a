package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives the hub a document; the same document again changes nothing. */
@Command(
    name = "apply",
    description = "Gives the hub a document. The same document again changes nothing.")
public final class ApplyCommand implements Callable<ExitCode> {
  private final Session session;

  public ApplyCommand(Session session) {
    this.session = session;
  }

  @Mixin private HubOptions hubOptions = new HubOptions();

  @Mixin private DocumentOptions documents = new DocumentOptions();

  @Override
  public ExitCode call() {
    DocumentOptions.Checked document = documents.checked(session);
    HubClient hub = hubOptions.client(session);
    JsonNode ion = hub.send("POST", HubOptions.api("/ions"), "application/json", document.body());
    if (!hubOptions.printed(session, ion)) {
      PlanText.print(session, ion);
      if (ion.path("action").asText().equals("create")) {
        session.terminal().line("Start it: ion launch " + document.ion().name());
      }
    }
    return ExitCode.OK;
  }
}
