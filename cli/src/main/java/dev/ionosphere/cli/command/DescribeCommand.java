package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.rest.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows everything about one ION. */
@Command(
    name = "describe",
    description = "Shows one ION in full: nodes, state, approvals that wait.")
public final class DescribeCommand implements Callable<ExitCode> {
  private final Session session;

  public DescribeCommand(Session session) {
    this.session = session;
  }

  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(paramLabel = "ION", description = "Name of the ION.")
  private String name = "";

  @Override
  public ExitCode call() {
    JsonNode answer =
        hubOptions.client(session, "viewer").get(HubOptions.api("/ions/" + HubClient.encode(name)));
    if (!hubOptions.printed(session, answer)) {
      if (answer instanceof ObjectNode fields) {
        fields.remove("document");
      }
      new FieldView(session).print(answer);
      session.terminal().line(session.terminal().dim("its document: -o yaml"));
    }
    return ExitCode.OK;
  }
}
