package dev.ionosphere.spec.format;

import static dev.ionosphere.spec.format.Written.object;

import dev.ionosphere.spec.ion.Approvers;
import dev.ionosphere.spec.ion.Escalation;
import dev.ionosphere.spec.ion.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is asked: the fields {@code approvers}, {@code expires} and {@code escalate} of a node. */
public final class ApproversText {

  /** A viewer decides nothing. */
  private static final List<String> ROLES =
      List.of("data-scientist", "operator", "approver", "admin");

  private static final int MOST_STAGES = 10;
  private static final Duration USUAL = Duration.ofHours(72);

  private ApproversText() {}

  public static Approvers read(Fields fields) {
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
    return new Approvers(stages, notRequester, after, escalation(fields, after));
  }

  /** The same fields with every default written out. */
  public static Map<String, Object> write(Approvers asked) {
    Map<String, Object> approvers =
        asked.stages().size() == 1
            ? written(asked.stages().getFirst())
            : object("stages", asked.stages().stream().map(ApproversText::written).toList());
    approvers.put("notRequester", asked.notRequester());
    Map<String, Object> written =
        object(
            "approvers",
            approvers,
            "expires",
            object("after", DurationText.of(asked.expiresAfter()), "then", "reject"));
    asked
        .escalation()
        .ifPresent(escalation ->
            written.put(
                "escalate",
                object("after", DurationText.of(escalation.after()), "to", escalation.to())));
    return written;
  }

  /** People enough for every stage. */
  public static List<Need> needs(Approvers asked) {
    List<Need> needs = new ArrayList<>();
    for (Stage stage : asked.stages()) {
      String field =
          asked.stages().size() == 1
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
