package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows everything about one ION. */
@Command(name = "describe", description = "Shows everything about one ION.")
public final class DescribeCommand implements Callable<Integer> {
  private final Session session;

  public DescribeCommand(Session session) {
    this.session = session;
  }

  @Mixin private Asking asking = new Asking();

  @Parameters(paramLabel = "ION", description = "name of the ION")
  private String name = "";

  @Override
  public Integer call() {
    JsonNode answer =
        asking.client(session, "viewer").get(Asking.api("/ions/" + HubClient.part(name)));
    if (!asking.printed(session, answer)) {
      if (answer instanceof ObjectNode fields) {
        fields.remove("document");
      }
      new Details(session).print(answer);
      session.terminal().line(session.terminal().dim("its document: -o yaml"));
    }
    return ExitCode.OK;
  }
}
