package dev.ionosphere.workflows.machine.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Documents by number: graphs of every shape that the reader takes, and changes of them. */
final class GeneratedIon {

  private static final Map<String, Optional<String>> CANONICAL = new ConcurrentHashMap<>();
  private static final Map<Long, TestingIon> IONS = new ConcurrentHashMap<>();

  /** A change of a document, and whether it is one of policy. */
  enum Change {
    SAME,
    STRICTER,
    WEAKER,
    RENAME,
    REMOVE
  }

  static TestingIon of(long number) {
    return IONS.computeIfAbsent(number, GeneratedIon::made);
  }

  private static TestingIon made(long number) {
    for (long attempt = 0; ; attempt++) {
      TestingIon ion = attempt(new Random(number * 1_000 + attempt));
      if (isValid(ion)) {
        return ion;
      }
    }
  }

  private static boolean isValid(TestingIon ion) {
    return read(ion).isPresent();
  }

  static String canonical(TestingIon ion) {
    return read(ion).orElseThrow();
  }

  /** Read once, however often it is asked for. */
  private static Optional<String> read(TestingIon ion) {
    return CANONICAL.computeIfAbsent(
        ion.yaml(),
        text -> {
          try {
            return Optional.of(TestingMachine.DOCUMENTS.known(ion.read()));
          } catch (IllegalArgumentException e) {
            return Optional.empty();
          }
        });
  }

  private static final String PASS = "candidate.metrics.wssse < 2.0";

  /** Kinds of nodes that let candidates pass or not; each stands behind those that lead to it. */
  static List<String> guards(TestingIon ion) {
    return Stream.of("approval", "gate")
        .flatMap(kind -> ion.nodes(kind).stream())
        .sorted()
        .toList();
  }

  private static TestingIon attempt(Random random) {
    TestingIon ion = new TestingIon();
    List<String> sources = new ArrayList<>();
    for (int index = 0; index <= random.nextInt(3); index++) {
      ion.training("train" + index);
      if (random.nextInt(3) == 0) {
        ion.set("train" + index, "schedule", "{every: 5h}");
      }
      sources.add("train" + index);
    }
    int trainings = sources.size();
    if (trainings > 1 && random.nextBoolean()) {
      ion.event("train0", "train1", "failed", "6h");
      ion.event("train1", "train0", "failed", "6h");
    }
    int approvals = random.nextInt(6);
    boolean sideBySide = random.nextBoolean();
    for (int index = 0; index < approvals; index++) {
      String name = "guard" + index;
      if (random.nextBoolean()) {
        ion.gate(name, PASS);
      } else {
        ion.approval(name);
      }
      switch (random.nextInt(5)) {
        case 0 -> people(ion, name, 2);
        case 1 -> staged(ion, name, 1);
        default -> {}
      }
      if (random.nextInt(3) > 0) {
        ion.set(name, "escalate", "{after: 2h, to: operator}");
      }
      if (sideBySide && index < 2) {
        ion.edge("train0", name);
      } else {
        into(
            ion,
            name,
            sideBySide ? sources.subList(trainings, trainings + index) : sources,
            random);
      }
      sources.add(name);
    }
    for (int index = 0; index <= random.nextInt(3); index++) {
      String name = "site" + index;
      ion.inference(name);
      List<String> last = sources.subList(Math.max(0, sources.size() - 3), sources.size());
      into(ion, name, last, random);
      ion.event(
          name,
          "train" + random.nextInt(trainings),
          random.nextBoolean() ? "drift" : "failed",
          "6h");
    }
    if (random.nextInt(3) > 0) {
      ion.notify("tell", "https://hooks.example.org/ion");
      ion.event("site0", "tell", "drift", "2h");
      ion.event("train0", "tell", "failed", "2h");
      ion.event("tell", "train" + random.nextInt(trainings), "failed", "1h");
      if (approvals > 0) {
        ion.event("guard0", "tell", "waiting", "0s");
      }
    }
    for (int index = 0; index < approvals; index++) {
      if (random.nextInt(3) > 0) {
        ion.event("guard" + index, "train0", random.nextBoolean() ? "rejected" : "waiting", "3h");
      }
    }
    return ion;
  }

  private static void into(TestingIon ion, String node, List<String> sources, Random random) {
    List<String> from = new ArrayList<>();
    for (String source : sources) {
      if (random.nextInt(5) < 3) {
        from.add(source);
      }
    }
    if (from.isEmpty()) {
      from.add(sources.get(random.nextInt(sources.size())));
    }
    from.forEach(source -> ion.edge(source, node));
    if (from.size() > 1) {
      ion.join(node, join(from.size(), random));
    }
  }

  private static String join(int edges, Random random) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> "any";
      case 2, 3, 4 -> "all";
      case 5, 6 -> "{need: all, match: latest}";
      default -> "{atLeast: %d}".formatted(edges == 2 ? 2 : 2 + random.nextInt(edges - 2));
    };
  }

  private static void people(TestingIon ion, String approval, int required) {
    ion.set(
        approval,
        "approvers",
        "{role: approver, required: %d, notRequester: true}".formatted(required));
  }

  /** Operators look first, then approvers. */
  private static void staged(TestingIon ion, String approval, int approvers) {
    ion.set(
        approval,
        "approvers",
        "{stages: [{role: operator, required: 1}, {role: approver, required: %d}], notRequester: true}"
            .formatted(approvers));
  }

  /** The document with one change; itself if the change cannot be made. */
  static TestingIon changed(TestingIon ion, Change change, Random random) {
    TestingIon copy = ion.copy();
    switch (change) {
      case SAME -> same(copy, random);
      case STRICTER -> stricter(copy, random);
      case WEAKER -> weaker(copy, random);
      case RENAME -> rename(copy, random);
      case REMOVE -> remove(copy, random);
    }
    return isValid(copy) ? copy : ion;
  }

  private static void same(TestingIon ion, Random random) {
    if (random.nextBoolean()) {
      ion.set(any(ion, "inference", random), "every", random.nextBoolean() ? "1m" : "5m");
    } else {
      ion.set(any(ion, "training", random), "arguments", "{k: %d}".formatted(random.nextInt(9)));
    }
  }

  private static void stricter(TestingIon ion, Random random) {
    if (guards(ion).isEmpty() || random.nextInt(3) == 0) {
      ion.set(
          any(ion, "inference", random),
          "rollout",
          "{waves: [1, 50%, 100%], gate: {delivered: \">= 99%\", soak: 20m}, silentAfter: 1h}");
    } else if (!ion.nodes("gate").isEmpty() && random.nextBoolean()) {
      pass(ion, any(ion, "gate", random), PASS + " && candidate.metrics.rows > 1.0");
    } else {
      String guard = anyGuard(ion, random);
      if (ion.get(guard, "approvers").contains("stages")) {
        staged(ion, guard, 2);
      } else {
        people(ion, guard, 2);
      }
    }
  }

  private static void weaker(TestingIon ion, Random random) {
    if (!ion.nodes("gate").isEmpty() && random.nextInt(3) == 0) {
      pass(
          ion,
          any(ion, "gate", random),
          "candidate.metrics.wssse < %d.0".formatted(3 + random.nextInt(2)));
    } else if (guards(ion).isEmpty() || random.nextInt(3) == 0) {
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
    String kind = List.of("training", "approval", "gate", "inference").get(random.nextInt(4));
    if (!ion.nodes(kind).isEmpty()) {
      String node = any(ion, kind, random);
      ion.rename(node, node.endsWith("x") ? node.substring(0, node.length() - 1) : node + "x");
    }
  }

  /** An approval goes, and what came to it goes on past it; or an edge goes. */
  private static void remove(TestingIon ion, Random random) {
    List<String> kinds = List.of("approval", "gate", "inference");
    String kind = kinds.get(random.nextInt(3));
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
    for (String other : kinds) {
      for (String name : ion.nodes(other)) {
        if (ion.into(name).size() < 2) {
          ion.drop(name, "join");
        } else if (ion.get(name, "join").isEmpty()) {
          ion.join(name, "any");
        }
      }
    }
  }

  private static void pass(TestingIon ion, String gate, String condition) {
    ion.set(gate, "pass", "\"" + condition + "\"");
  }

  private static String anyGuard(TestingIon ion, Random random) {
    List<String> guards = guards(ion);
    return guards.get(random.nextInt(guards.size()));
  }

  private static String any(TestingIon ion, String kind, Random random) {
    List<String> names = ion.nodes(kind);
    return names.get(random.nextInt(names.size()));
  }

  private GeneratedIon() {}
}
