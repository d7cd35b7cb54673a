package dev.ionosphere.spec.reader;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.spec.component.ComponentCatalogue;
import dev.ionosphere.spec.format.DocumentContext;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Findings;
import dev.ionosphere.spec.format.FormatText;
import dev.ionosphere.spec.format.Limits;
import dev.ionosphere.spec.format.Position;
import dev.ionosphere.spec.format.Quoted;
import dev.ionosphere.spec.format.Tree;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Label;
import dev.ionosphere.spec.ion.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The whole document, from its tree. */
final class DocumentReader {

  static final String API_VERSION = "ionosphere.dev/v1";
  static final String KIND = "ION";

  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final String NAME_ALLOWED =
      "a DNS label: 1 to 63 small letters, digits and '-', no '-' at the ends";

  private final Findings findings;
  private final ComponentCatalogue components;

  DocumentReader(Findings findings, ComponentCatalogue components) {
    this.findings = findings;
    this.components = components;
  }

  /** Not to be used if the findings hold errors afterwards. */
  Ion read(Tree.Mapping document) {
    Fields root = new Fields(document, "", findings);
    constant(root, "apiVersion", API_VERSION);
    constant(root, "kind", KIND);
    Fields metadata = root.needMap("metadata");
    String name = metadata.needText("name", NAME_ALLOWED);
    if (!name.isEmpty()) {
      checkName(name, metadata.at("name"), metadata.pathOf("name"));
    }
    Map<String, String> labels = labels(metadata.map("labels"));
    metadata.finish();

    Fields spec = root.needMap("spec");
    Graph graph = new Graph(findings);
    Format format = FormatText.read(spec);
    Map<String, Node> nodes =
        nodes(
            spec.needMap("nodes"),
            spec.has("nodes"),
            new DocumentContext(format, components),
            graph);
    List<EdgeReader.Placed> edges = edges(spec);
    spec.finish();
    root.finish();
    Map<String, Join> joins = graph.check(edges, edges.size() == written(spec));
    return new Ion(
        name, labels, nodes, joins, edges.stream().map(EdgeReader.Placed::edge).toList(), format);
  }

  private void constant(Fields root, String field, String value) {
    String got = root.needText(field, value);
    if (!got.isEmpty() && !got.equals(value)) {
      findings.unknown(root.at(field), field, field, got, List.of(value));
    }
  }

  private Map<String, String> labels(Fields fields) {
    Map<String, String> labels = new LinkedHashMap<>();
    List.copyOf(fields.entries().entrySet())
        .forEach(entry -> {
          String key = entry.getKey();
          if (!Label.isKey(key)) {
            findings.refused(
                entry.getValue().keyAt(), fields.pathOf(key), Quoted.of(key), Label.KEY_ALLOWED);
          }
          String value =
              fields.anyText(
                  key, "the text of a label, in quotes if it looks like a number or a flag");
          if (!Label.isValue(value)) {
            findings.refused(
                entry.getValue().value().at(),
                fields.pathOf(key),
                Quoted.of(value),
                Label.VALUE_ALLOWED);
          }
          labels.put(key, value);
        });
    return labels;
  }

  private Map<String, Node> nodes(
      Fields fields, boolean given, DocumentContext context, Graph graph) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    Map<String, Tree.Entry> entries = fields.entries();
    if (given && (entries.isEmpty() || entries.size() > Limits.NODES)) {
      findings.refused(
          fields.at(),
          fields.path(),
          entries.size() + " nodes",
          "1 to %d nodes".formatted(Limits.NODES));
    }
    entries.entrySet().stream()
        .limit(findings.isOfStored() ? entries.size() : Limits.NODES)
        .forEach(entry -> {
          String name = entry.getKey();
          String path = fields.pathOf(name);
          checkName(name, entry.getValue().keyAt(), path);
          Tree value = entry.getValue().value();
          graph.declare(name, entry.getValue().keyAt());
          if (value instanceof Tree.Mapping mapping) {
            NodeReader.read(name, new Fields(mapping, path, findings), context)
                .ifPresent(read -> {
                  nodes.put(name, read.node());
                  graph.node(read);
                });
          } else {
            findings.refused(value.at(), path, value.describe(), "a map of fields");
          }
        });
    return nodes;
  }

  private List<EdgeReader.Placed> edges(Fields spec) {
    List<Tree> items = spec.list("edges").orElse(List.of());
    String path = spec.pathOf("edges");
    if (items.size() > Limits.EDGES) {
      findings.refused(
          spec.at("edges"),
          path,
          items.size() + " edges",
          "at most %d edges".formatted(Limits.EDGES));
    }
    List<EdgeReader.Placed> edges = new ArrayList<>();
    for (int i = 0;
        i < (findings.isOfStored() ? items.size() : Math.min(items.size(), Limits.EDGES));
        i++) {
      EdgeReader.read(items.get(i), path + "[" + i + "]", findings).ifPresent(edges::add);
    }
    return edges;
  }

  /** How many edges there should be; none that can be counted is -1. */
  private static int written(Fields spec) {
    return switch (spec.take("edges").orElse(null)) {
      case null -> 0;
      case Tree.Sequence sequence -> sequence.items().size();
      case Tree other -> -1;
    };
  }

  private void checkName(String name, Position at, String path) {
    if (!NAME.matcher(name).matches()) {
      findings.refused(at, path, Quoted.of(name), NAME_ALLOWED);
    }
  }
}
