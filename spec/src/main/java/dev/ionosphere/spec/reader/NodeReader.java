package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.format.DocumentContext;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.NodeFormat;
import dev.ionosphere.spec.ion.Node;
import java.util.List;
import java.util.Optional;

/** One node, by its kind. */
final class NodeReader {

  private static final List<String> LATER = List.of("comparison", "aggregation", "program");

  private NodeReader() {}

  /** Nothing if its kind is not known; the findings say so. */
  static Optional<Placed> read(String name, Fields fields, DocumentContext context) {
    String kind =
        fields.needText("kind", "the kind of the node: " + String.join(", ", NodeFormats.KINDS));
    Optional<NodeFormat<?>> format = NodeFormats.of(kind);
    if (format.isEmpty()) {
      unknownKind(kind, fields);
      return Optional.empty();
    }
    Optional<JoinReader.Placed> join = JoinReader.read(fields);
    Node node = format.get().read(name, fields, context);
    fields.finish();
    return Optional.of(new Placed(node, join));
  }

  private static void unknownKind(String kind, Fields fields) {
    if (fields.isLenient()) {
      throw StoredReader.later("kind", kind, NodeFormats.KINDS);
    }
    if (LATER.contains(kind)) {
      fields
          .findings()
          .refused(
              fields.at("kind"),
              fields.pathOf("kind"),
              "the kind '" + kind + "', which is not built yet",
              String.join(", ", NodeFormats.KINDS));
    } else if (!kind.isEmpty()) {
      fields
          .findings()
          .unknown(fields.at("kind"), fields.pathOf("kind"), "kind", kind, NodeFormats.KINDS);
    }
  }

  /** A node, and how what comes to it comes together if that is written. */
  record Placed(Node node, Optional<JoinReader.Placed> join) {}
}
