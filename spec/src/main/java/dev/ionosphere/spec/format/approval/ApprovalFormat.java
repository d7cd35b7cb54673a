package dev.ionosphere.spec.format.approval;

import static dev.ionosphere.spec.format.Written.object;

import dev.ionosphere.spec.format.DurationText;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Limits;
import dev.ionosphere.spec.format.Need;
import dev.ionosphere.spec.format.NodeFormat;
import dev.ionosphere.spec.format.Tree;
import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.Escalation;
import dev.ionosphere.spec.ion.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of kind {@code approval}. */
public final class ApprovalFormat implements NodeFormat<ApprovalNode> {

  /** A viewer decides nothing. */
  private static final List<String> ROLES =
      List.of("data-scientist", "operator", "approver", "admin");

  private static final int MOST_STAGES = 10;
  private static final Duration USUAL = Duration.ofHours(72);

  @Override
  public String kind() {
    return "approval";
  }

  @Override
  public ApprovalNode read(String name, Fields fields) {
    Fields approvers = fields.map("approvers");
    List<Stage> stages = approvers.has("stages") ? stages(approvers) : List.of(stage(approvers));
    approvers.take("stages");
    boolean notRequester = approvers.flag("notRequester", true);
    approvers.finish();
    Fields expires = fields.map("expires");
    Duration after = expires.duration("after", USUAL, Duration.ofSeconds(1), Limits.LONGEST);
    // An approval that nobody decided never lets a model out.
    expires.choice("then", "reject", List.of("reject"));
    expires.finish();
    return new ApprovalNode(name, stages, notRequester, after, escalation(fields, after));
  }

  @Override
  public Map<String, Object> write(ApprovalNode node) {
    Map<String, Object> approvers =
        node.stages().size() == 1
            ? written(node.stages().getFirst())
            : object("stages", node.stages().stream().map(ApprovalFormat::written).toList());
    approvers.put("notRequester", node.notRequester());
    Map<String, Object> written =
        object(
            "approvers",
            approvers,
            "expires",
            object("after", DurationText.of(node.expiresAfter()), "then", "reject"));
    node.escalation()
        .ifPresent(escalation ->
            written.put(
                "escalate",
                object("after", DurationText.of(escalation.after()), "to", escalation.to())));
    return written;
  }

  @Override
  public List<Need> needs(ApprovalNode node) {
    List<Need> needs = new ArrayList<>();
    for (Stage stage : node.stages()) {
      String field =
          node.stages().size() == 1
              ? "approvers.required"
              : "approvers.stages[%d].required".formatted(needs.size());
      needs.add(new Need.People(field, stage.role(), stage.required()));
    }
    return needs;
  }

  private static Map<String, Object> written(Stage stage) {
    return object("role", stage.role(), "required", stage.required());
  }

  private static Stage stage(Fields fields) {
    return new Stage(
        fields.choice("role", "approver", ROLES), fields.integer("required", 1, 1, 100));
  }

  private static List<Stage> stages(Fields approvers) {
    for (String one : List.of("role", "required")) {
      if (approvers.has(one)) {
        approvers.take(one);
        approvers
            .findings()
            .error(
                approvers.keyAt(one),
                approvers.pathOf(one),
                "'%s' belongs into each of the stages, or there are no 'stages'".formatted(one));
      }
    }
    Optional<List<Tree>> items = approvers.list("stages");
    int size = items.map(List::size).orElse(1);
    if (size < 1 || size > MOST_STAGES) {
      approvers
          .findings()
          .refused(
              approvers.at("stages"),
              approvers.pathOf("stages"),
              size + " stages",
              "1 to %d stages".formatted(MOST_STAGES));
    }
    List<Stage> stages = new ArrayList<>();
    for (Fields item : approvers.maps("stages")) {
      stages.add(stage(item));
      item.finish();
    }
    return stages;
  }

  private static Optional<Escalation> escalation(Fields fields, Duration expiresAfter) {
    if (!fields.has("escalate")) {
      fields.take("escalate");
      return Optional.empty();
    }
    Fields escalate = fields.map("escalate");
    Duration after = escalate.needDuration("after", Duration.ofSeconds(1), Limits.LONGEST);
    escalate.need("to");
    String to = escalate.choice("to", "admin", ROLES);
    escalate.finish();
    if (after.compareTo(expiresAfter) >= 0) {
      escalate
          .findings()
          .refused(
              escalate.at("after"),
              escalate.pathOf("after"),
              DurationText.of(after),
              "less than expires.after, " + DurationText.of(expiresAfter));
    }
    return Optional.of(new Escalation(after, to));
  }
}
