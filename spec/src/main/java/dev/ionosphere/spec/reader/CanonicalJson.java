package dev.ionosphere.spec.reader;

import static dev.ionosphere.spec.format.Written.object;

import dev.ionosphere.spec.format.DurationText;
import dev.ionosphere.spec.format.FormatText;
import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An ION as JSON text: every default written out, no white space, nodes and arguments in document
 * order, labels sorted. The document format itself, so that {@link IonReader} reads it back.
 */
final class CanonicalJson {

  private CanonicalJson() {}

  static JsonText of(Ion ion) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", ion.name());
    metadata.put("labels", new TreeMap<>(ion.labels()));
    Map<String, Object> nodes = new LinkedHashMap<>();
    ion.nodes().forEach((name, node) -> nodes.put(name, node(node, ion)));
    List<Object> edges = new ArrayList<>();
    ion.edges().forEach(edge -> edges.add(edge(edge)));
    return new JsonText(
        object(
            "apiVersion",
            DocumentReader.API_VERSION,
            "kind",
            DocumentReader.KIND,
            "metadata",
            metadata,
            "spec",
            spec(nodes, edges, FormatText.write(ion.format()))));
  }

  /** The usual format is not written: documents of before there was one keep their digest. */
  private static Map<String, Object> spec(
      Map<String, Object> nodes, List<Object> edges, Map<String, Object> format) {
    Map<String, Object> spec = object("nodes", nodes, "edges", edges);
    if (!format.isEmpty()) {
      spec.put("format", format);
    }
    return spec;
  }

  private static Map<String, Object> node(Node node, Ion ion) {
    Map<String, Object> written = NodeFormats.write(node);
    Join join = ion.joins().get(node.name());
    if (join != null) {
      written.put("join", JoinReader.write(join));
    }
    return written;
  }

  private static Map<String, Object> edge(Edge edge) {
    return switch (edge) {
      case Edge.Model model -> object("from", model.from(), "to", model.to());
      case Edge.Event event ->
          object(
              "from", event.from(),
              "to", event.to(),
              "on", event.on().text(),
              "cooldown", DurationText.of(event.cooldown()));
    };
  }
}
