package dev.ionosphere.workflows.machine.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How a generated document is changed, named by what it does to policy or to the graph. */
enum DocumentChange {
  SAME,
  STRICTER,
  WEAKER,
  RENAME,
  REMOVE;

  /** The document with one change; itself if the change cannot be made. */
  TestingIon of(TestingIon ion, Random random) {
    TestingIon copy = ion.copy();
    switch (this) {
      case SAME -> same(copy, random);
      case STRICTER -> stricter(copy, random);
      case WEAKER -> weaker(copy, random);
      case RENAME -> rename(copy, random);
      case REMOVE -> remove(copy, random);
    }
    return GeneratedIon.isValid(copy) ? copy : ion;
  }

  private static void same(TestingIon ion, Random random) {
    if (random.nextBoolean()) {
      ion.set(any(ion, "inference", random), "every", random.nextBoolean() ? "1m" : "5m");
    } else {
      ion.set(any(ion, "training", random), "arguments", "{k: %d}".formatted(random.nextInt(9)));
    }
  }

  private static void stricter(TestingIon ion, Random random) {
    if (GeneratedIon.guards(ion).isEmpty() || random.nextInt(3) == 0) {
      ion.set(
          any(ion, "inference", random),
          "rollout",
          "{waves: [1, 50%, 100%], gate: {delivered: \">= 99%\", soak: 20m}, silentAfter: 1h}");
    } else if (!ion.nodes("gate").isEmpty() && random.nextBoolean()) {
      pass(ion, any(ion, "gate", random), GeneratedIon.PASS + " && candidate.metrics.rows > 1.0");
    } else {
      String guard = anyGuard(ion, random);
      if (ion.get(guard, "approvers").contains("stages")) {
        GeneratedIon.staged(ion, guard, 2);
      } else {
        GeneratedIon.people(ion, guard, 2);
      }
    }
  }

  private static void weaker(TestingIon ion, Random random) {
    if (!ion.nodes("gate").isEmpty() && random.nextInt(3) == 0) {
      pass(
          ion,
          any(ion, "gate", random),
          "candidate.metrics.wssse < %d.0".formatted(3 + random.nextInt(2)));
    } else if (GeneratedIon.guards(ion).isEmpty() || random.nextInt(3) == 0) {
      ion.set(
          any(ion, "inference", random),
          "rollout",
          "{waves: [100%], gate: {delivered: \">= 50%\", soak: 5m}, silentAfter: 1h}");
    } else if (random.nextInt(3) == 0) {
      ion.set(anyGuard(ion, random), "escalate", "{after: 1h, to: data-scientist}");
    } else {
      ion.set(anyGuard(ion, random), "expires", "{after: %dh}".formatted(80 + random.nextInt(3)));
    }
  }

  private static void rename(TestingIon ion, Random random) {
    String kind = Choice.one(List.of("training", "approval", "gate", "inference"), random);
    if (!ion.nodes(kind).isEmpty()) {
      String node = any(ion, kind, random);
      ion.rename(node, node.endsWith("x") ? node.substring(0, node.length() - 1) : node + "x");
    }
  }

  /** An approval goes, and what came to it goes on past it; or an edge goes. */
  private static void remove(TestingIon ion, Random random) {
    List<String> kinds = List.of("approval", "gate", "inference");
    String kind = Choice.one(kinds, random);
    if (ion.nodes(kind).isEmpty()) {
      return;
    }
    String node = any(ion, kind, random);
    List<String> from = ion.into(node);
    if (kind.equals("inference")) {
      ion.unlink(from.getFirst(), node);
    } else {
      List<String> after = new ArrayList<>();
      for (String other : kinds) {
        ion.nodes(other).stream().filter(name -> ion.into(name).contains(node)).forEach(after::add);
      }
      ion.remove(node);
      for (String to : after) {
        from.stream()
            .filter(source -> !ion.into(to).contains(source))
            .forEach(source -> ion.edge(source, to));
      }
    }
    kinds.stream().flatMap(other -> ion.nodes(other).stream()).forEach(name -> rejoin(ion, name));
  }

  /** A node needs a join where two edges or more lead to it, and may have none otherwise. */
  private static void rejoin(TestingIon ion, String node) {
    if (ion.into(node).size() < 2) {
      ion.drop(node, "join");
    } else if (ion.get(node, "join").isEmpty()) {
      ion.join(node, "any");
    }
  }

  private static void pass(TestingIon ion, String gate, String condition) {
    ion.set(gate, "pass", "\"" + condition + "\"");
  }

  private static String anyGuard(TestingIon ion, Random random) {
    return Choice.one(GeneratedIon.guards(ion), random);
  }

  private static String any(TestingIon ion, String kind, Random random) {
    return Choice.one(ion.nodes(kind), random);
  }
}
