package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.temporal.TemporalSource;
import dev.ionosphere.cli.terminal.Terminal;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What approving and rejecting have in common. */
final class DecisionOptions {
  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(paramLabel = "APPROVAL", description = "its id, as `ion approvals` shows it")
  private String id = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "why; it is kept in the timeline")
  private String reason = "";

  @Option(
      names = "--ticket",
      description =
          "decide nothing here: print what to give to Temporal's own CLI, Web UI or HTTP API")
  private boolean ticket;

  ExitCode take(Session session, String decision) {
    HubClient hub = hubOptions.client(session, "approver");
    String path = HubOptions.api("/approvals/" + HubClient.part(id));
    JsonNode approval = hub.get(path);
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("decision", decision);
    request.put("reason", reason);
    if (ticket) {
      ObjectNode payload = (ObjectNode) hub.post(path + "/ticket", request);
      if (!hubOptions.printed(session, payload)) {
        doors(session, approval.path("ion").asText(), payload);
      }
      return ExitCode.OK;
    }
    // binds the decision to what was just read: if the candidate changes meanwhile, it is void
    request.put("subject", approval.path("subject").asText());
    JsonNode receipt = hub.post(path + "/decision", request);
    if (!hubOptions.printed(session, receipt)) {
      session.terminal().line(said(receipt, decision));
    }
    return ExitCode.OK;
  }

  private String said(JsonNode receipt, String decision) {
    String outcome = receipt.path("outcome").asText(decision + "d");
    return outcome.equals("open")
        ? "%s: counted, %d of %d approvals"
            .formatted(id, receipt.path("approvals").asInt(), receipt.path("required").asInt())
        : id + ": " + outcome;
  }

  private void doors(Session session, String ion, ObjectNode payload) {
    Terminal terminal = session.terminal();
    String json = payload.toString();
    String quoted = "'" + json.replace("'", "'\\''") + "'";
    String address = session.local().temporalAddress();
    terminal.line(terminal.bold("Payload") + terminal.dim("  (good for this one decision)"));
    terminal.line(json);
    terminal.line();
    terminal.line(terminal.bold("Temporal CLI"));
    String temporal = program(session);
    terminal.line(
        "%s workflow update execute --address %s --workflow-id 'ion:%s' --name decide --input %s"
            .formatted(temporal, address, ion, quoted));
    terminal.line(
        terminal.dim("or, without waiting for an answer:")
            + "\n%s workflow signal --address %s --workflow-id 'ion:%s' --name decide --input %s"
                .formatted(temporal, address, ion, quoted));
    session
        .local()
        .table()
        .port("temporal-http")
        .ifPresent(port -> {
          terminal.line();
          terminal.line(terminal.bold("Temporal's HTTP API"));
          terminal.line(curl(port, ion, json));
        });
    session
        .local()
        .temporalUi()
        .ifPresent(ui -> {
          terminal.line();
          terminal.line(terminal.bold("Temporal Web UI"));
          terminal.line(
              ui
                  + "/namespaces/default/workflows/ion:"
                  + ion
                  + terminal.dim("  → More Actions → Send an Update → decide, and the payload"));
        });
  }

  /** One that was built is not on the path. */
  private static String program(Session session) {
    return session.temporalFinder().look() instanceof TemporalSource.Program program
        ? program.file().toString()
        : "temporal";
  }

  private static String curl(int port, String ion, String payload) {
    String stage = "UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED";
    String body =
        "{\"request\":{\"meta\":{},\"input\":{\"args\":[%s]}},".formatted(payload)
            + "\"waitPolicy\":{\"lifecycleStage\":\"%s\"}}".formatted(stage);
    String path = "/api/v1/namespaces/default/workflows/ion:%s/update/decide".formatted(ion);
    return "curl -X POST http://127.0.0.1:%d%s".formatted(port, path)
        + " -H 'Content-Type: application/json' -d '"
        + body.replace("'", "'\\''")
        + "'";
  }
}
