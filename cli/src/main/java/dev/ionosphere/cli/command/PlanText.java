package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** What applying a document does, in lines. */
final class PlanText {

  static void print(Session session, JsonNode plan) {
    Terminal terminal = session.terminal();
    terminal.line(
        "%s: %s, generation %s"
            .formatted(
                plan.path("name").asText(), done(plan), AnswerTable.text(plan.path("generation"))));
    plan.path("changes")
        .forEach(change -> terminal.line("  " + Style.withoutControls(change.asText())));
    weaker(terminal, plan);
    for (JsonNode warning : plan.path("warnings")) {
      terminal.line(
          "%s %s: %s"
              .formatted(
                  terminal.warn("warning"),
                  Style.withoutControls(warning.path("path").asText()),
                  Style.withoutControls(warning.path("message").asText())));
    }
  }

  private static String done(JsonNode plan) {
    boolean dryRun = plan.path("dryRun").asBoolean();
    return switch (plan.path("action").asText()) {
      case "create" -> dryRun ? "would be created" : "created";
      case "change" -> waits(plan) ? "proposed" : dryRun ? "would change" : "changed";
      default -> waits(plan) ? "unchanged, proposed already" : "unchanged";
    };
  }

  private static boolean waits(JsonNode plan) {
    return !plan.path("approval").asText("").isEmpty();
  }

  /** What weakens policy is followed only when the approvers of the old document agree. */
  private static void weaker(Terminal terminal, JsonNode plan) {
    if (!plan.path("policy").asText().equals("weaker")) {
      return;
    }
    terminal.line(terminal.warn("it weakens policy:"));
    plan.path("weakens")
        .forEach(part -> terminal.line("  " + Style.withoutControls(part.asText())));
    List<String> approvers = new ArrayList<>();
    plan.path("approvers").forEach(stage -> approvers.add(stage.asText()));
    String people = Style.withoutControls(String.join(", then ", approvers));
    if (waits(plan)) {
      String approval = Style.withoutControls(plan.path("approval").asText());
      terminal.line(
          "The document in force stays until %s approves: ion approve %s"
              .formatted(people, approval));
    } else if (plan.path("dryRun").asBoolean() && !approvers.isEmpty()) {
      terminal.line("It would wait for the approval of " + people + ".");
    } else if (!approvers.isEmpty()) {
      terminal.line("It waits for the approval of " + people + " when the ION is launched.");
    }
  }

  private PlanText() {}
}
