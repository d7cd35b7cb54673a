package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One node, by its kind. */
final class NodeReader {

  static final List<String> KINDS = List.of("training", "inference", "approval");
  private static final List<String> LATER = List.of("gate", "comparison", "aggregation", "program");
  private static final List<String> ROLES =
      List.of("viewer", "data-scientist", "operator", "approver", "admin");

  static final Duration LONGEST = Duration.ofDays(366);

  private NodeReader() {}

  /** Nothing if its kind is not known; the findings say so. */
  static Optional<Node> read(String name, Fields fields) {
    String kind = fields.needText("kind", "the kind of the node: " + String.join(", ", KINDS));
    return switch (kind) {
      case "training" -> finished(fields, TrainingReader.read(name, fields));
      case "inference" -> finished(fields, InferenceReader.read(name, fields));
      case "approval" -> finished(fields, approval(name, fields));
      default -> {
        unknownKind(kind, fields);
        yield Optional.empty();
      }
    };
  }

  private static Optional<Node> finished(Fields fields, Node node) {
    fields.finish();
    return Optional.of(node);
  }

  private static void unknownKind(String kind, Fields fields) {
    if (LATER.contains(kind)) {
      fields
          .findings()
          .refused(
              fields.at("kind"),
              fields.pathOf("kind"),
              "the kind '" + kind + "', which is not built yet",
              String.join(", ", KINDS));
    } else if (!kind.isEmpty()) {
      fields.findings().unknown(fields.at("kind"), fields.pathOf("kind"), "kind", kind, KINDS);
    }
  }

  private static ApprovalNode approval(String name, Fields fields) {
    Fields approvers = fields.map("approvers");
    String role = approvers.choice("role", "approver", ROLES);
    int required = approvers.integer("required", 1, 1, 100);
    boolean notRequester = approvers.flag("notRequester", true);
    approvers.finish();
    Fields expires = fields.map("expires");
    Duration after =
        expires.duration("after", Duration.ofHours(72), Duration.ofSeconds(1), LONGEST);
    // An approval that nobody decided never lets a model out.
    expires.choice("then", "reject", List.of("reject"));
    expires.finish();
    return new ApprovalNode(
        name, List.of(new Stage(role, required)), notRequester, after, Optional.empty());
  }
}
