package dev.ionosphere.workflows.machine.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Documents by number: graphs of every shape that the reader takes. */
final class GeneratedIon {

  /** Of every gate, until a change says otherwise. */
  static final String PASS = "candidate.metrics.wssse < 2.0";

  private static final Map<String, Optional<String>> CANONICAL = new ConcurrentHashMap<>();
  private static final Map<Long, TestingIon> IONS = new ConcurrentHashMap<>();

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

  static boolean isValid(TestingIon ion) {
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

  /** Kinds of nodes that let candidates pass or not; each stands behind those that lead to it. */
  static List<String> guards(TestingIon ion) {
    return Stream.of("approval", "gate")
        .flatMap(kind -> ion.nodes(kind).stream())
        .sorted()
        .toList();
  }

  private static TestingIon attempt(Random random) {
    TestingIon ion = new TestingIon();
    List<String> sources = trainings(ion, random);
    int trainings = sources.size();
    int guards = guards(ion, sources, random);
    sites(ion, sources, trainings, random);
    notices(ion, trainings, guards, random);
    for (int index = 0; index < guards; index++) {
      if (random.nextInt(3) > 0) {
        ion.event("guard" + index, "train0", random.nextBoolean() ? "rejected" : "waiting", "3h");
      }
    }
    return ion;
  }

  private static List<String> trainings(TestingIon ion, Random random) {
    List<String> trainings = new ArrayList<>();
    for (int index = 0; index <= random.nextInt(3); index++) {
      ion.training("train" + index);
      if (random.nextInt(3) == 0) {
        ion.set("train" + index, "schedule", "{every: 5h}");
      }
      trainings.add("train" + index);
    }
    if (trainings.size() > 1 && random.nextBoolean()) {
      ion.event("train0", "train1", "failed", "6h");
      ion.event("train1", "train0", "failed", "6h");
    }
    return trainings;
  }

  /** Each behind those before it, or the first two side by side; adds them to the sources. */
  private static int guards(TestingIon ion, List<String> sources, Random random) {
    int trainings = sources.size();
    int guards = random.nextInt(6);
    boolean sideBySide = random.nextBoolean();
    for (int index = 0; index < guards; index++) {
      String name = "guard" + index;
      guard(ion, name, random);
      if (sideBySide && index < 2) {
        ion.edge("train0", name);
      } else {
        List<String> from = sideBySide ? sources.subList(trainings, trainings + index) : sources;
        into(ion, name, from, random);
      }
      sources.add(name);
    }
    return guards;
  }

  private static void guard(TestingIon ion, String name, Random random) {
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
  }

  private static void sites(TestingIon ion, List<String> sources, int trainings, Random random) {
    List<String> last = sources.subList(Math.max(0, sources.size() - 3), sources.size());
    for (int index = 0; index <= random.nextInt(3); index++) {
      String name = "site" + index;
      ion.inference(name);
      into(ion, name, last, random);
      ion.event(
          name,
          "train" + random.nextInt(trainings),
          List.of("drift", "anomaly", "failed").get(random.nextInt(3)),
          "6h");
    }
  }

  private static void notices(TestingIon ion, int trainings, int guards, Random random) {
    if (random.nextInt(3) > 0) {
      ion.notify("tell", "https://hooks.example.org/ion");
      ion.event("site0", "tell", "drift", "2h");
      ion.event("train0", "tell", "failed", "2h");
      ion.event("tell", "train" + random.nextInt(trainings), "failed", "1h");
      if (guards > 0) {
        ion.event("guard0", "tell", "waiting", "0s");
      }
    }
  }

  private static void into(TestingIon ion, String node, List<String> sources, Random random) {
    List<String> from = new ArrayList<>();
    for (String source : sources) {
      if (random.nextInt(5) < 3) {
        from.add(source);
      }
    }
    if (from.isEmpty()) {
      from.add(Choice.one(sources, random));
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

  static void people(TestingIon ion, String approval, int required) {
    ion.set(
        approval,
        "approvers",
        "{role: approver, required: %d, notRequester: true}".formatted(required));
  }

  /** Operators look first, then approvers. */
  static void staged(TestingIon ion, String approval, int approvers) {
    ion.set(
        approval,
        "approvers",
        "{stages: [{role: operator, required: 1}, {role: approver, required: %d}], notRequester: true}"
            .formatted(approvers));
  }

  private GeneratedIon() {}
}
