package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.node.ApprovalView;
import dev.ionosphere.workflows.machine.node.NodeView;
import io.temporal.common.SearchAttributes;
import io.temporal.workflow.Workflow;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Temporal's own UI and CLI show of an ION: search attributes and current details. */
final class IonDetails {

  private @Nullable String details;

  void show(IonView view) {
    SearchAttributes shown = Workflow.getTypedSearchAttributes();
    long approvals = view.approvals().size();
    String status = view.status().text();
    // Each upsert is a history event, so only what has changed.
    if (!status.equals(shown.get(IonLaunch.STATUS))
        || !Objects.equals(approvals, shown.get(IonLaunch.PENDING_APPROVALS))) {
      Workflow.upsertTypedSearchAttributes(
          IonLaunch.NAME.valueSet(view.name()),
          IonLaunch.STATUS.valueSet(status),
          IonLaunch.PENDING_APPROVALS.valueSet(approvals));
    }
    String text = details(view);
    if (!text.equals(details)) {
      details = text;
      Workflow.setCurrentDetails(text);
    }
  }

  /** Markdown. */
  static String details(IonView view) {
    StringBuilder text = new StringBuilder();
    text.append(
        "**%s** is %s, document generation %d.\n\n"
            .formatted(view.name(), view.status().text(), view.observedGeneration()));
    text.append("| node | kind | state | |\n|---|---|---|---|\n");
    for (Map.Entry<String, NodeView> entry : view.nodes().entrySet()) {
      NodeView node = entry.getValue();
      text.append(
          "| %s | %s | %s | %s |\n"
              .formatted(entry.getKey(), node.kind(), node.state().text(), node.note()));
    }
    view.approvals().forEach(approval -> text.append(asked(approval)));
    return text.toString();
  }

  private static String asked(ApprovalView approval) {
    return """

    ### %s waits for %s
    %s `%s`, asked for by %s. Approved by %d of %d%s.%s

    Decide with `ion approve %s`, in the dashboard, or with update `decide` and
    ```json
    {"approval":"%s","decision":"approve","subject":"%s","reason":"","ticket":"from: ion approve %s --ticket"}
    ```
    """
        .formatted(
            approval.approval(),
            approval.ballot().stage().map(stage -> stage.role()).orElse("nobody"),
            approval.node() == null ? "Document" : "Model",
            approval.candidate(),
            String.join(", ", approval.ballot().requesters().stream().sorted().toList()),
            approval.ballot().votes().size(),
            approval.ballot().required(),
            approval.ballot().votes().isEmpty()
                ? ""
                : " (" + String.join(", ", approval.ballot().approvedBy()) + ")",
            approval.expiresAt() == null
                ? ""
                : " Expires " + approval.expiresAt().truncatedTo(ChronoUnit.SECONDS) + ".",
            approval.approval(),
            approval.approval(),
            approval.subject(),
            approval.approval());
  }
}
