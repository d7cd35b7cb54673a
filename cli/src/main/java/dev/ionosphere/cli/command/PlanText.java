package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.cli.terminal.Terminal;

/** What applying a document does, in lines. */
final class PlanText {

  static void print(Session session, JsonNode plan) {
    Terminal terminal = session.terminal();
    terminal.line(
        "%s: %s, generation %s"
            .formatted(
                plan.path("name").asText(),
                done(plan.path("action").asText(), plan.path("dryRun").asBoolean()),
                AnswerTable.text(plan.path("generation"))));
    plan.path("changes")
        .forEach(change -> terminal.line("  " + Style.withoutControls(change.asText())));
    for (JsonNode warning : plan.path("warnings")) {
      terminal.line(
          "%s %s: %s"
              .formatted(
                  terminal.warn("warning"),
                  Style.withoutControls(warning.path("path").asText()),
                  Style.withoutControls(warning.path("message").asText())));
    }
  }

  private static String done(String action, boolean dryRun) {
    return switch (action) {
      case "create" -> dryRun ? "would be created" : "created";
      case "change" -> dryRun ? "would change" : "changed";
      default -> "unchanged";
    };
  }

  private PlanText() {}
}
