package dev.ionosphere.workflows.machine.ask;

import dev.ionosphere.spec.format.DurationText;
import dev.ionosphere.spec.ion.Approvers;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.workflows.machine.policy.PolicyField;
import dev.ionosphere.workflows.machine.policy.PolicyField.Order;
import java.util.ArrayList;
import java.util.List;

/** Who is asked, as policy. */
public final class AskingPolicy {

  public static List<PolicyField> fields(Approvers approvers) {
    List<PolicyField> fields = new ArrayList<>();
    for (int stage = 0; stage < approvers.stages().size(); stage++) {
      Stage asked = approvers.stages().get(stage);
      String path = "approvers.stages[" + stage + "].";
      fields.add(PolicyField.of(path + "role", asked.role(), new Order.None()));
      fields.add(
          PolicyField.of(
              path + "required",
              Integer.toString(asked.required()),
              new Order.More(asked.required())));
    }
    fields.add(
        PolicyField.of(
            "approvers.notRequester",
            Boolean.toString(approvers.notRequester()),
            new Order.More(approvers.notRequester() ? 1 : 0)));
    fields.add(
        PolicyField.of(
            "expires.after",
            DurationText.of(approvers.expiresAfter()),
            new Order.Less(approvers.expiresAfter().toSeconds())));
    approvers
        .escalation()
        .ifPresent(escalation ->
            fields.add(
                new PolicyField(
                    "escalate",
                    escalation.to() + " after " + DurationText.of(escalation.after()),
                    new Order.None(),
                    true)));
    return fields;
  }

  private AskingPolicy() {}
}
