package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists IONs, or shows one. */
@Command(name = "get", description = "Lists IONs, or shows one.")
public final class GetCommand implements Callable<Integer> {
  private final Session session;

  public GetCommand(Session session) {
    this.session = session;
  }

  @Mixin private Asking asking = new Asking();

  @Parameters(paramLabel = "ION", arity = "0..1", description = "name of the ION; all if absent")
  private String name = "";

  @Override
  public Integer call() {
    JsonNode answer =
        asking
            .client(session, "viewer")
            .get(Asking.api(name.isEmpty() ? "/ions" : "/ions/" + HubClient.part(name)));
    if (!asking.printed(session, answer)) {
      new Columns()
          .field("NAME", "name")
          .field("STATUS", "status")
          .field("GENERATION", "generation")
          .field("LABELS", "labels")
          .field("APPLIED BY", "appliedBy")
          .add("APPLIED", ion -> Columns.ago(ion.path("appliedAt"), session.clock()))
          .add("LAUNCHED", ion -> Columns.ago(ion.path("launchedAt"), session.clock()))
          .print(session, answer);
    }
    return ExitCode.OK;
  }
}
