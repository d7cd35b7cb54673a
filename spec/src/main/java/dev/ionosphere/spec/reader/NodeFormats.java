package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.format.Need;
import dev.ionosphere.spec.format.NodeFormat;
import dev.ionosphere.spec.format.approval.ApprovalFormat;
import dev.ionosphere.spec.format.gate.GateFormat;
import dev.ionosphere.spec.format.inference.InferenceFormat;
import dev.ionosphere.spec.format.notify.NotifyFormat;
import dev.ionosphere.spec.format.training.TrainingFormat;
import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.GateNode;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.NotifyNode;
import dev.ionosphere.spec.ion.TrainingNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of nodes that there are; the only place here that tells them apart. */
final class NodeFormats {

  private static final TrainingFormat TRAINING = new TrainingFormat();
  private static final InferenceFormat INFERENCE = new InferenceFormat();
  private static final ApprovalFormat APPROVAL = new ApprovalFormat();
  private static final GateFormat GATE = new GateFormat();
  private static final NotifyFormat NOTIFY = new NotifyFormat();

  /** In the order of messages and of the reference. */
  static final List<NodeFormat<?>> ALL = List.of(TRAINING, INFERENCE, APPROVAL, GATE, NOTIFY);

  static final List<String> KINDS = ALL.stream().<String>map(NodeFormat::kind).toList();

  private NodeFormats() {}

  static Optional<NodeFormat<?>> of(String kind) {
    return ALL.stream().filter(format -> format.kind().equals(kind)).findFirst();
  }

  /** A node as it stands in canonical JSON, {@code kind} first. */
  static Map<String, Object> write(Node node) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("kind", node.kind());
    written.putAll(formatted(node).write());
    return written;
  }

  static List<Need> needs(Node node) {
    return formatted(node).needs();
  }

  private static Formatted<?> formatted(Node node) {
    return switch (node) {
      case TrainingNode training -> new Formatted<>(training, TRAINING);
      case InferenceNode inference -> new Formatted<>(inference, INFERENCE);
      case ApprovalNode approval -> new Formatted<>(approval, APPROVAL);
      case GateNode gate -> new Formatted<>(gate, GATE);
      case NotifyNode notify -> new Formatted<>(notify, NOTIFY);
    };
  }

  /** A node with the format of its kind. */
  private record Formatted<N extends Node>(N node, NodeFormat<N> format) {

    Map<String, Object> write() {
      return format.write(node);
    }

    List<Need> needs() {
      return format.needs(node);
    }
  }
}
