package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.rest.HubException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What approving and rejecting have in common. */
final class DecisionOptions {
  @Mixin private HubOptions hubOptions = new HubOptions();

  @Parameters(paramLabel = "APPROVAL", description = "Its id, as `ion approvals` shows it.")
  private String id = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Reason for the decision. The timeline keeps it.")
  private String reason = "";

  @Option(
      names = "--for",
      paramLabel = "USER",
      description =
          "Whose deputy decides, see `ion delegations`. Default: nobody's, if that will do.")
  private String principal = "";

  @Option(
      names = "--ticket",
      description =
          "Decide nothing now; print a signed payload for Temporal's own CLI, Web UI or HTTP API.")
  private boolean ticket;

  ExitCode take(Session session, String decision) {
    HubClient hub = hubOptions.client(session, "approver");
    String path = HubOptions.api("/approvals/" + HubClient.encode(id));
    JsonNode approval = hub.get(path);
    try {
      return decide(session, decision, hub, path, approval);
    } catch (HubException.RefusedException refused) {
      throw hubOptions.advised(
          refused, List.of(approval.path("approverRole").asText().split(", ")));
    }
  }

  private ExitCode decide(
      Session session, String decision, HubClient hub, String path, JsonNode approval) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("decision", decision);
    request.put("reason", reason);
    if (!principal.isEmpty()) {
      request.put("onBehalfOf", principal);
    }
    if (ticket) {
      ObjectNode payload = (ObjectNode) hub.post(path + "/ticket", request);
      if (!hubOptions.printed(session, payload)) {
        new TicketText(session, approval.path("ion").asText(), payload).print();
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
}
