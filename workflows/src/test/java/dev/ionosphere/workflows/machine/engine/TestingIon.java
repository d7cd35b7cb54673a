package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.reader.IonReader;
import dev.ionosphere.spec.reader.ReadResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A document in the making. Every node has the fields that its kind needs until a test says so. */
public final class TestingIon {

  public static final String NAME = "plant";

  private final Map<String, Map<String, String>> nodes = new LinkedHashMap<>();
  private final List<Link> links = new ArrayList<>();

  /**
   * @param on event and cooldown as written; empty: models travel along it
   */
  private record Link(String from, String to, String on) {

    String text() {
      return on.isEmpty()
          ? "{from: %s, to: %s}".formatted(from, to)
          : "{from: %s, to: %s, %s}".formatted(from, to, on);
    }

    boolean touches(String node) {
      return from.equals(node) || to.equals(node);
    }

    Link renamed(String node, String name) {
      return new Link(from.equals(node) ? name : from, to.equals(node) ? name : to, on);
    }
  }

  /** A training, one approval, devices, and drift that closes the circle. */
  public static TestingIon guarded() {
    return new TestingIon()
        .inference("detect")
        .training("retrain")
        .approval("review")
        .edge("retrain", "review")
        .edge("review", "detect")
        .event("detect", "retrain", "drift", "6h");
  }

  /** One training, two approvals side by side that must both pass. */
  public static TestingIon parallel(String join) {
    return new TestingIon()
        .training("retrain")
        .approval("safety")
        .approval("quality")
        .inference("detect")
        .edge("retrain", "safety")
        .edge("retrain", "quality")
        .edge("safety", "detect")
        .edge("quality", "detect")
        .join("detect", join);
  }

  public TestingIon training(String name) {
    return node(name, "training")
        .set(name, "placement", "{cloud: {engine: spark, master: \"local[2]\", memory: 1g}}")
        .set(name, "component", "kmeans")
        .set(name, "arguments", "{k: 8}");
  }

  public TestingIon approval(String name) {
    return node(name, "approval")
        .set(name, "approvers", "{role: approver, required: 1, notRequester: true}")
        .set(name, "expires", "{after: 72h, then: reject}");
  }

  public TestingIon gate(String name, String pass) {
    return node(name, "gate")
        .set(name, "pass", "\"" + pass + "\"")
        .set(name, "approvers", "{role: approver, required: 1, notRequester: true}")
        .set(name, "expires", "{after: 72h, then: reject}");
  }

  public TestingIon notify(String name, String url) {
    return node(name, "notify").set(name, "webhook", "{url: \"" + url + "\", secret: {name: key}}");
  }

  public TestingIon inference(String name) {
    return node(name, "inference")
        .set(name, "placement", "{devices: \"role=engine\"}")
        .set(name, "every", "5m")
        .set(name, "source", "{file: \"data/${device}.csv\"}")
        .set(name, "model", "{initial: none}")
        .set(name, "health", "{similarity: {min: 0.8}, minSamples: 200, hysteresis: 3}")
        .set(
            name,
            "rollout",
            "{waves: [1, 50%, 100%], gate: {delivered: \">= 90%\", soak: 10m}, silentAfter: 1h}");
  }

  private TestingIon node(String name, String kind) {
    nodes.put(name, new LinkedHashMap<>(Map.of("kind", kind)));
    return this;
  }

  /**
   * @param value as written in the document
   */
  public TestingIon set(String node, String field, String value) {
    nodes.get(node).put(field, value);
    return this;
  }

  public TestingIon join(String node, String value) {
    return set(node, "join", value);
  }

  public TestingIon drop(String node, String field) {
    nodes.get(node).remove(field);
    return this;
  }

  public TestingIon edge(String from, String to) {
    links.add(new Link(from, to, ""));
    return this;
  }

  public TestingIon event(String from, String to, String on, String cooldown) {
    links.add(new Link(from, to, "on: %s, cooldown: %s".formatted(on, cooldown)));
    return this;
  }

  public TestingIon unlink(String from, String to) {
    links.removeIf(link -> link.on().isEmpty() && link.from().equals(from) && link.to().equals(to));
    return this;
  }

  /** The node and its edges go. */
  public TestingIon remove(String node) {
    nodes.remove(node);
    links.removeIf(link -> link.touches(node));
    return this;
  }

  public TestingIon rename(String node, String name) {
    Map<String, Map<String, String>> renamed = new LinkedHashMap<>();
    nodes.forEach((key, fields) -> renamed.put(key.equals(node) ? name : key, fields));
    nodes.clear();
    nodes.putAll(renamed);
    links.replaceAll(link -> link.renamed(node, name));
    return this;
  }

  public TestingIon copy() {
    TestingIon copy = new TestingIon();
    nodes.forEach((name, fields) -> copy.nodes.put(name, new LinkedHashMap<>(fields)));
    copy.links.addAll(links);
    return copy;
  }

  public List<String> nodes(String kind) {
    return nodes.entrySet().stream()
        .filter(node -> node.getValue().get("kind").equals(kind))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Where the model edges into a node come from. */
  public List<String> into(String node) {
    return links.stream()
        .filter(link -> link.on().isEmpty() && link.to().equals(node))
        .map(Link::from)
        .toList();
  }

  public String get(String node, String field) {
    return nodes.get(node).getOrDefault(field, "");
  }

  public String yaml() {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: ionosphere.dev/v1
            kind: ION
            metadata: {name: %s}
            spec:
              nodes:
            """
                .formatted(NAME));
    nodes.forEach((name, fields) -> {
      text.append("    ").append(name).append(":\n");
      fields.forEach((field, value) ->
          text.append("      ").append(field).append(": ").append(value).append('\n'));
    });
    text.append("  edges:\n");
    links.forEach(link -> text.append("    - ").append(link.text()).append('\n'));
    return text.toString();
  }

  /** Canonical JSON, as the hub sends it. */
  public String canonical() {
    return read().canonicalJson();
  }

  ReadResult.Valid read() {
    return switch (IonReader.read(List.of(yaml()))) {
      case ReadResult.Valid valid -> valid;
      case ReadResult.Invalid invalid ->
          throw new IllegalArgumentException(invalid.findings() + "\n" + yaml());
    };
  }
}
