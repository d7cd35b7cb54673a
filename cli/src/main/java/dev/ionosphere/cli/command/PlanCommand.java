package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.spec.reader.ReadResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what apply would change, and changes nothing. */
@Command(name = "plan", description = "Shows what apply would change, and changes nothing.")
public final class PlanCommand implements Callable<Integer> {
  private final Session session;

  public PlanCommand(Session session) {
    this.session = session;
  }

  @Mixin private Asking asking = new Asking();

  @Mixin private Documents documents = new Documents();

  @Override
  public Integer call() {
    ReadResult.Valid valid = documents.valid(session);
    HubClient hub = asking.client(session);
    JsonNode plan =
        hub.send(
            "POST", Asking.api("/ions?dryRun=true"), "application/json", valid.canonicalJson());
    if (!asking.printed(session, plan)) {
      PlanText.print(session, plan);
    }
    return ExitCode.OK;
  }
}
