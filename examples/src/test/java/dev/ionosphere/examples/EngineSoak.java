package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the engine asks of Temporal, beside the least that Temporal can be asked, on one server in
 * one run. Prints figures, asserts only that the work was done. Part of {@code mvn -Psoak verify}
 * only; see {@code docs/benchmarks.md}.
 */
class EngineSoak {

  private static final int ROUNDS = Integer.getInteger("soak.rounds", 20);
  private static final int GATES = 40;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static LocalIon ion;
  private static BareTemporal bare;

  @BeforeAll
  static void start() throws IOException {
    TrainingProgram program =
        TrainingProgram.in(Path.of("target", "it", "engine-program").toAbsolutePath());
    ion = LocalIon.create("engine", program.settings());
    Turbofan turbofan = new Turbofan(ion.example().resolve("data/train_FD001.txt.gz"));
    turbofan.writeTraining(ion.directory());
    turbofan.writeEngine(ion.directory(), "engine-61", 61);
    ion.ion("up");
    ion.ion(
        "edge",
        "run",
        "engine-61",
        "--label",
        "role=engine",
        "--source",
        ion.directory().toString());
    bare = new BareTemporal(ion);
  }

  @AfterAll
  static void stop() {
    if (bare != null) {
      bare.close();
    }
    if (ion != null) {
      ion.close();
    }
  }

  @Test
  void aChainOfGatesBesideAChainOfActivities() throws IOException {
    launch("chain", chain());
    List<Duration> gates = new ArrayList<>();
    List<Duration> activities = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      Duration activity = bare.chain(GATES);
      Optional<Duration> gate = throughTheGates(round + 1);
      // The first round starts programs and connections.
      if (round > 0 && gate.isPresent()) {
        gates.add(gate.get());
        activities.add(activity);
      }
    }
    tell("%d gates".formatted(GATES), gates, "%d activities".formatted(GATES), activities);
  }

  @Test
  void aDecisionBesideABareUpdate() throws IOException {
    Cycle cycle = Cycle.launch("decided", ion, LIMIT, "{waves: [100%], gate: {soak: 0s}}");
    ion.ion("run", "decided", "retrain", "--as", "scientist");
    HubClient approver = ion.hub("approver");
    WorkflowStub workflow = bare.workflow("ion:decided");
    List<Duration> decisions = new ArrayList<>();
    List<Duration> updates = new ArrayList<>();
    List<Duration> steps = new ArrayList<>();
    List<Integer> events = new ArrayList<>();
    BareWork.Door door = bare.door();
    long before = 0;
    Map<String, Double> asked = Map.of();
    for (int round = 0; round <= ROUNDS; round++) {
      if (round > 0) {
        cycle.drift(round);
      }
      JsonNode approval = cycle.awaitApproval();
      JsonNode decision = ticket(approver, approval.path("id").asText());
      Duration update = timed(() -> door.decide("approve"));
      Duration step = timed(() -> door.decideAndStep("approve"));
      Duration decide = timed(() -> workflow.update("decide", Map.class, decision));
      cycle.awaitProven(approval);
      long length = bare.history("ion:decided").getEvents().size();
      if (round > 0) {
        decisions.add(decide);
        updates.add(update);
        steps.add(step);
      }
      // A run that hands over to the next begins a new history.
      if (round > 0 && length > before) {
        events.add((int) (length - before));
      }
      before = length;
      if (round == 0) {
        asked = TemporalRequests.of(ion);
      }
    }
    door.end();
    tell("decide", decisions, "bare update", updates);
    tell("decide", decisions, "bare update with a local activity", steps);
    say("history events of the ION a lap: " + events);
    say("requests to Temporal a lap, this test's in it: " + since(asked, ROUNDS));
    say("events of the last lap, by workflow: " + eventsOf("decided", ROUNDS + 1));
  }

  private static Map<String, Double> since(Map<String, Double> before, int laps) {
    Map<String, Double> more = new TreeMap<>();
    TemporalRequests.of(ion)
        .forEach((operation, count) ->
            more.put(operation, (count - before.getOrDefault(operation, 0.0)) / laps));
    more.values().removeIf(count -> count == 0);
    return more;
  }

  /**
   * From the end of the training's workflow to the start of the rollout's; nothing if the ION's run
   * handed over to the next in between.
   */
  private static Optional<Duration> throughTheGates(int run) {
    ion.ion("run", "chain", "retrain", "--as", "scientist");
    List<JsonNode> seen = new ArrayList<>();
    Eventually.holds(
        "release " + run,
        LIMIT,
        Duration.ofMillis(100),
        () -> {
          JsonNode released =
              ion.hub("viewer").get("/api/v1/ions/chain/timeline?kind=model.released&limit=1000");
          seen.clear();
          seen.add(released);
          return released.path("items").size() == run;
        },
        () -> seen);
    List<HistoryEvent> events = bare.history("ion:chain").getEvents();
    return last(events, EngineSoak::startsARollout)
        .flatMap(released ->
            last(
                    events.subList(0, events.indexOf(released)),
                    HistoryEvent::hasChildWorkflowExecutionCompletedEventAttributes)
                .map(trained -> BareTemporal.between(trained, released)));
  }

  private static boolean startsARollout(HistoryEvent event) {
    return event
        .getStartChildWorkflowExecutionInitiatedEventAttributes()
        .getWorkflowType()
        .getName()
        .equals("Rollout");
  }

  private static Optional<HistoryEvent> last(
      List<HistoryEvent> events, Predicate<HistoryEvent> fits) {
    return events.reversed().stream().filter(fits).findFirst();
  }

  private static Map<String, Integer> eventsOf(String name, int lap) {
    Map<String, Integer> events = new TreeMap<>();
    for (String id :
        List.of(
            "work:%s:retrain:%d".formatted(name, lap),
            "rollout:%s:detect:%d".formatted(name, lap))) {
      events.put(id, bare.history(id).getEvents().size());
    }
    return events;
  }

  private static JsonNode ticket(HubClient approver, String approval) {
    HubClient.Answer ticket =
        approver.post(
            "/api/v1/approvals/" + approval + "/ticket",
            Map.of("decision", "approve", "reason", "seen"));
    assertThat(ticket.status()).as(ticket.text()).isEqualTo(200);
    return ticket.body();
  }

  private static void launch(String name, String document) throws IOException {
    Path file = ion.directory().resolve(name + ".yaml");
    Files.writeString(file, document);
    ion.ion("apply", "-f", file.toString(), "--as", "operator");
    ion.ion("launch", name, "--as", "operator");
  }

  /** One training, gates one after the other, devices that nobody is. */
  private static String chain() {
    ObjectNode document = JSON.createObjectNode();
    document.put("apiVersion", "ionosphere.dev/v1").put("kind", "ION");
    document.putObject("metadata").put("name", "chain");
    ObjectNode spec = document.putObject("spec");
    ObjectNode nodes = spec.putObject("nodes");
    ObjectNode retrain = nodes.putObject("retrain").put("kind", "training");
    retrain.put("component", "kmeans");
    retrain.putObject("arguments").put("k", 2).put("input", "data/train.csv");
    String before = "retrain";
    for (int number = 1; number <= GATES; number++) {
      String gate = "gate-" + number;
      nodes
          .putObject(gate)
          .put("kind", "gate")
          .put("pass", "candidate.metrics.rows > %d.5".formatted(-number))
          .putObject("approvers")
          .put("role", "approver");
      edge(spec, before, gate);
      before = gate;
    }
    ObjectNode detect = nodes.putObject("detect").put("kind", "inference").put("every", "5m");
    detect.putObject("placement").put("devices", "role=nobody");
    detect.putObject("source").put("file", "data/${device}.csv");
    edge(spec, before, "detect");
    return document.toString();
  }

  private static void edge(ObjectNode spec, String from, String to) {
    spec.withArray("edges").addObject().put("from", from).put("to", to);
  }

  private static Duration timed(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void tell(String ours, List<Duration> mine, String theirs, List<Duration> others) {
    List<Double> ratios = new ArrayList<>();
    for (int pair = 0; pair < mine.size(); pair++) {
      ratios.add((double) mine.get(pair).toNanos() / others.get(pair).toNanos());
    }
    Collections.sort(ratios);
    say("%s: %s".formatted(ours, spread(mine)));
    say("%s: %s".formatted(theirs, spread(others)));
    say(
        "ratio of neighbours: median %.2f, quartiles %.2f to %.2f"
            .formatted(
                ratios.get(ratios.size() / 2),
                ratios.get(ratios.size() / 4),
                ratios.get(ratios.size() * 3 / 4)));
  }

  private static String spread(List<Duration> durations) {
    List<Duration> sorted = durations.stream().sorted().toList();
    return "median %.1f ms, quartiles %.1f to %.1f, of %d"
        .formatted(
            milliseconds(sorted.get(sorted.size() / 2)),
            milliseconds(sorted.get(sorted.size() / 4)),
            milliseconds(sorted.get(sorted.size() * 3 / 4)),
            sorted.size());
  }

  private static double milliseconds(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private static void say(String what) {
    System.out.println(what);
  }
}
