package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.EventName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One edge; with {@code on} an event edge, without it a model edge. */
final class EdgeReader {

  private EdgeReader() {}

  /** Nothing if it does not say from where to where; the findings say so. */
  static Optional<Placed> read(Tree tree, String path, Findings findings) {
    if (!(tree instanceof Tree.Mapping mapping)) {
      findings.refused(tree.at(), path, tree.describe(), "a map such as {from: a, to: b}");
      return Optional.empty();
    }
    Fields fields = new Fields(mapping, path, findings);
    String from = fields.needText("from", "the name of a node");
    String to = fields.needText("to", "the name of a node");
    boolean event = fields.has("on");
    EventName on = event(fields);
    Duration cooldown =
        fields.duration(
            "cooldown",
            // A wrong one has its own finding and is not missing.
            fields.has("cooldown") ? Duration.ofSeconds(1) : Duration.ZERO,
            Duration.ZERO,
            NodeReader.LONGEST);
    fields.finish();
    if (fields.has("cooldown") && !event) {
      findings.error(
          fields.keyAt("cooldown"),
          fields.pathOf("cooldown"),
          "a cooldown belongs to an event edge, one with 'on'");
    }
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    Edge edge = event ? new Edge.Event(from, to, on, cooldown) : new Edge.Model(from, to);
    return Optional.of(new Placed(edge, path, tree.at(), fields.at("from"), fields.at("to")));
  }

  private static EventName event(Fields fields) {
    List<String> names = Arrays.stream(EventName.values()).map(EventName::text).toList();
    return EventName.of(fields.choice("on", EventName.DRIFT.text(), names)).orElse(EventName.DRIFT);
  }

  /** An edge and where it is written. */
  record Placed(Edge edge, String path, Position at, Position fromAt, Position toAt) {}
}
