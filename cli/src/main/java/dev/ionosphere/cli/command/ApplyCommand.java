package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.spec.reader.ReadResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives the hub a document; the same document again changes nothing. */
@Command(
    name = "apply",
    description = "Gives the hub a document; the same document again changes nothing.")
public final class ApplyCommand implements Callable<Integer> {
  private final Session session;

  public ApplyCommand(Session session) {
    this.session = session;
  }

  @Mixin private Asking asking = new Asking();

  @Mixin private Documents documents = new Documents();

  @Override
  public Integer call() {
    ReadResult.Valid valid = documents.valid(session);
    HubClient hub = asking.client(session);
    JsonNode ion = hub.send("POST", Asking.api("/ions"), "application/json", valid.canonicalJson());
    if (!asking.printed(session, ion)) {
      PlanText.print(session, ion);
    }
    return ExitCode.OK;
  }
}
