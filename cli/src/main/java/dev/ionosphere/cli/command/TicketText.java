package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.local.LocalSystem;
import dev.ionosphere.cli.temporal.TemporalSource;
import dev.ionosphere.cli.terminal.Terminal;

/** What to paste into Temporal's CLI, HTTP API or Web UI to decide with a signed payload. */
record TicketText(Session session, String ion, String payload) {

  TicketText(Session session, String ion, JsonNode payload) {
    this(session, ion, payload.toString());
  }

  void print() {
    Terminal terminal = session.terminal();
    LocalSystem local = session.local();
    terminal.line(terminal.bold("Payload") + terminal.dim("  (good for this one decision)"));
    terminal.line(payload);
    terminal.line();
    terminal.line(terminal.bold("Temporal CLI"));
    terminal.line(temporal(local, "update execute"));
    terminal.line(terminal.dim("or, without waiting for an answer:"));
    terminal.line(temporal(local, "signal"));
    local
        .table()
        .port("temporal-http")
        .ifPresent(port -> {
          terminal.line();
          terminal.line(terminal.bold("Temporal's HTTP API"));
          terminal.line(curl(port, local.temporal().namespace()));
        });
    local
        .temporal()
        .workflows()
        .ifPresent(workflows -> {
          terminal.line();
          terminal.line(terminal.bold("Temporal Web UI"));
          terminal.line(
              workflows
                  + "/ion:"
                  + ion
                  + terminal.dim("  → More Actions → Send an Update → decide, and the payload"));
        });
  }

  private String temporal(LocalSystem local, String action) {
    return "%s workflow %s --address %s --namespace %s --workflow-id 'ion:%s' --name decide --input %s"
        .formatted(
            program(),
            action,
            local.temporal().address(),
            local.temporal().namespace(),
            ion,
            quoted(payload));
  }

  /** One that was built is not on the path. */
  private String program() {
    return session.temporalFinder().look() instanceof TemporalSource.Program program
        ? program.file().toString()
        : "temporal";
  }

  private String curl(int port, String namespace) {
    String stage = "UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED";
    String body =
        "{\"request\":{\"meta\":{},\"input\":{\"args\":[%s]}},".formatted(payload)
            + "\"waitPolicy\":{\"lifecycleStage\":\"%s\"}}".formatted(stage);
    return "curl -X POST http://127.0.0.1:%d/api/v1/namespaces/%s/workflows/ion:%s/update/decide"
            .formatted(port, namespace, ion)
        + " -H 'Content-Type: application/json' -d "
        + quoted(body);
  }

  /** For a shell. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
