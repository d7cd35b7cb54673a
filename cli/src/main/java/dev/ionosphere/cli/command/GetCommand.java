package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.terminal.Style;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists IONs, or shows one. */
@Command(name = "get", description = "Lists IONs with their status, or shows one.")
public final class GetCommand implements Callable<ExitCode> {
  private final Session session;

  public GetCommand(Session session) {
    this.session = session;
  }

  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(
      paramLabel = "ION",
      arity = "0..1",
      description = "Name of the ION. All IONs if absent.")
  private String name = "";

  @Override
  public ExitCode call() {
    JsonNode answer =
        hubOptions
            .client(session, "viewer")
            .get(HubOptions.api(name.isEmpty() ? "/ions" : "/ions/" + HubClient.encode(name)));
    if (!hubOptions.printed(session, answer)) {
      new AnswerTable()
          .field("NAME", "name")
          .field("STATUS", "status")
          .field("GENERATION", "generation")
          .field("LABELS", "labels")
          .field("APPLIED BY", "appliedBy")
          .add("APPLIED", ion -> AnswerTable.ago(ion.path("appliedAt"), session.clock()))
          .add("LAUNCHED", ion -> AnswerTable.ago(ion.path("launchedAt"), session.clock()))
          .print(session, answer);
      if (answer.path("unreachable").isTextual()) {
        session.terminal().line(session.terminal().dim(unanswered(answer)));
      }
    }
    return ExitCode.OK;
  }

  private String unanswered(JsonNode ion) {
    String heard =
        ion.at("/heard/asOf").isTextual()
            ? "it was heard %s"
                .formatted(AnswerTable.longAgo(ion.at("/heard/asOf"), session.clock()))
            : "it is being asked";
    return Style.withoutControls(
        "its workflow does not answer yet, %s: %s"
            .formatted(heard, ion.path("unreachable").asText()));
  }
}
