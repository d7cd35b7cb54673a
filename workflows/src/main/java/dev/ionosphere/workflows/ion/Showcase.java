package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.approval.OpenApproval;
import io.temporal.common.SearchAttributes;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Temporal's own UI and CLI show of an ION: search attributes and current details. */
final class Showcase {

  private @Nullable String details;

  void show(IonState state) {
    SearchAttributes shown = Workflow.getTypedSearchAttributes();
    long approvals = Views.open(state).size();
    // Each upsert is a history event, so only what has changed.
    if (!state.status().text().equals(shown.get(IonLaunch.STATUS))
        || !Objects.equals(approvals, shown.get(IonLaunch.PENDING_APPROVALS))) {
      Workflow.upsertTypedSearchAttributes(
          IonLaunch.NAME.valueSet(state.name()),
          IonLaunch.STATUS.valueSet(state.status().text()),
          IonLaunch.PENDING_APPROVALS.valueSet(approvals));
    }
    String text = details(state);
    if (!text.equals(details)) {
      details = text;
      Workflow.setCurrentDetails(text);
    }
  }

  /** Markdown. */
  static String details(IonState state) {
    StringBuilder text = new StringBuilder();
    text.append(
        "**%s** is %s, document generation %d.%n%n"
            .formatted(state.name(), state.status().text(), state.generation()));
    text.append("| node | kind | state | |\n|---|---|---|---|\n");
    for (Map.Entry<String, NodeState> entry : state.nodes().entrySet()) {
      text.append(row(entry.getKey(), entry.getValue()));
    }
    List<OpenApproval> open = Views.open(state);
    for (OpenApproval approval : open) {
      text.append(
          """

          ### %s waits for %s
          Model `%s` of run `%s`, asked for by %s. Approved by %d of %d%s. Expires %s.

          Decide with `ion approve %s`, in the dashboard, or with update `decide` and
          ```json
          {"approval":"%s","decision":"approve","subject":"%s","reason":"","ticket":"from: ion approve %s --ticket"}
          ```
          """
              .formatted(
                  approval.approval(),
                  approval.role(),
                  approval.candidate().model().digest(),
                  approval.candidate().run(),
                  approval.candidate().requester(),
                  approval.approvedBy().size(),
                  approval.required(),
                  approval.approvedBy().isEmpty() ? "" : " " + approval.approvedBy(),
                  approval.expiresAt(),
                  approval.approval(),
                  approval.approval(),
                  approval.subject(),
                  approval.approval()));
    }
    return text.toString();
  }

  private static String row(String name, NodeState node) {
    return switch (node) {
      case NodeState.Training training ->
          "| %s | training | %s | %s |\n"
              .formatted(
                  name,
                  Views.trainingState(training),
                  training.run() != null
                      ? training.run().run()
                      : training.nextFire() == null ? "" : "next " + training.nextFire());
      case NodeState.Approval approval ->
          "| %s | approval | %s | %s |\n"
              .formatted(
                  name,
                  approval.open() == null ? "idle" : "waiting",
                  approval.open() == null ? "" : approval.open().approval());
      case NodeState.Inference inference ->
          "| %s | inference | %s | %s |\n"
              .formatted(
                  name,
                  Views.inferenceState(inference) + (inference.drifted() ? ", drifted" : ""),
                  inference.current() == null
                      ? ""
                      : "generation %d, `%s`"
                          .formatted(
                              inference.current().generation(),
                              inference.current().model().digest()));
    };
  }
}
