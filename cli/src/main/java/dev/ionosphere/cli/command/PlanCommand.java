package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what apply would change, and changes nothing. */
@Command(
    name = "plan",
    description = "Shows what `ion apply` would change, and when schedules fire. Changes nothing.")
public final class PlanCommand implements Callable<ExitCode> {
  private final Session session;

  public PlanCommand(Session session) {
    this.session = session;
  }

  @Mixin private HubOptions hubOptions = new HubOptions();

  @Mixin private DocumentOptions documents = new DocumentOptions();

  @Override
  public ExitCode call() {
    DocumentOptions.Checked document = documents.checked(session);
    HubClient hub = hubOptions.client(session);
    JsonNode plan =
        hub.send("POST", HubOptions.api("/ions?dryRun=true"), "application/json", document.body());
    if (!hubOptions.printed(session, plan)) {
      PlanText.print(session, plan);
      SchedulePreview.print(session, document.ion());
    }
    return ExitCode.OK;
  }
}
