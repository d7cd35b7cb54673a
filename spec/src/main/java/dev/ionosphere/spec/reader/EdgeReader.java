package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Findings;
import dev.ionosphere.spec.format.Limits;
import dev.ionosphere.spec.format.Position;
import dev.ionosphere.spec.format.Tree;
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
            Limits.LONGEST);
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
    return Optional.of(
        new Placed(edge, path, tree.at(), fields.at("from"), fields.at("to"), on(fields)));
  }

  private static EventName event(Fields fields) {
    List<String> names = Arrays.stream(EventName.values()).map(EventName::text).toList();
    String word = fields.choice("on", EventName.DRIFT.text(), names);
    Optional<EventName> event = EventName.of(word);
    if (event.isEmpty() && fields.isLenient()) {
      throw StoredReader.later("event", word, names);
    }
    return event.orElse(EventName.DRIFT);
  }

  /** Where it says on what, if that can be read. */
  private static Optional<Position> on(Fields fields) {
    boolean known =
        fields.take("on").orElse(null) instanceof Tree.Scalar scalar
            && EventName.of(scalar.text()).isPresent();
    return known ? Optional.of(fields.at("on")) : Optional.empty();
  }

  /** An edge and where it is written; {@code onAt} is absent where it could not be read. */
  record Placed(
      Edge edge,
      String path,
      Position at,
      Position fromAt,
      Position toAt,
      Optional<Position> onAt) {}
}
