package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.timeline.DeviceEvent;
import dev.ionosphere.workflows.timeline.EventKinds;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.RolloutEvent;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import dev.ionosphere.workflows.timeline.TokenEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How often what happened: by kind of the node, record, and how model edges come together there.
 * Each line of {@link #WANTED} is a kind, joins and records; every combination must have come.
 */
final class Coverage {

  /** No join: at most one model edge leads to the node. */
  private static final String ONE = "one";

  private static final String EVERY = "one any all atLeast latest";

  /** Of the ION itself, or of a node that no model edge leads to. */
  private static final String NONE = "none";

  /** Needs at which branches come together, or fail to. */
  private static final String JOINED = "all atLeast latest";

  /**
   * Every kind of node, every record that the machine writes for it, every need. What is missing
   * cannot happen: {@code one} and {@code any} let each branch go on by itself, so that nothing
   * joins there or comes late; of independent origins ({@code latest}) the newest is never late;
   * trainings and notices take no models.
   */
  private static final List<String> WANTED =
      List.of(
          "ion: none: change.decided change.forced change.glass-broken change.proposed"
              + " change.withdrawn command.refused decision.refused document.changed ion.launched"
              + " ion.paused ion.resumed ion.stopped key.rotated",
          "training: none: event.suppressed run.skipped training.failed training.finished"
              + " training.started training.stopped work.resumed work.waiting",
          "notify: none: event.suppressed notice.failed notice.sent run.skipped",
          "approval gate: " + EVERY + ": approval.decided approval.escalated approval.expired",
          "approval gate: " + EVERY + ": approval.opened approval.voided event.suppressed",
          "gate: " + EVERY + ": gate.judged gate.voided",
          "inference: " + EVERY + ": drift.cleared drift.detected event.suppressed",
          "inference: " + EVERY + ": anomalies.cleared anomalies.detected",
          "inference: " + EVERY + ": model.proven model.rejected model.released model.set",
          "approval gate inference: " + JOINED + ": join.failed join.fired",
          "approval gate inference: all atLeast: arrival.late",
          // Without a join, only a pause keeps them on their edge.
          "approval gate inference: " + EVERY + ": token.superseded token.withdrawn");

  /** Written by others: rollouts, the hub, devices, the outbox of records. */
  private static final List<Class<? extends TimelineEvent>> ELSEWHERE =
      List.of(
          RolloutEvent.class,
          DeviceEvent.class,
          ReleaseEvent.ReleaseRefused.class,
          ReleaseEvent.ModelRecalled.class,
          LifecycleEvent.IonLost.class,
          LifecycleEvent.IonFound.class,
          LifecycleEvent.IonRecovered.class,
          LifecycleEvent.RecordSetAside.class,
          LifecycleEvent.RecordsLost.class,
          LifecycleEvent.WitnessLost.class);

  private final Map<String, Integer> seen = new ConcurrentHashMap<>();

  void count(TimelineEntry entry, IonState before, IonState after) {
    boolean goes = entry.event() instanceof TokenEvent.TokenWithdrawn;
    // What is withdrawn waited where the document before said so.
    IonGraph graph = TestingMachine.DOCUMENTS.stored((goes ? before : after).document().text());
    String name =
        entry.event() instanceof TokenEvent.TokenWithdrawn withdrawn
            ? withdrawn.edge().substring(withdrawn.edge().indexOf("->") + 2)
            : entry.node();
    Node node = name == null ? null : graph.ion().nodes().get(name);
    if (name == null || node != null) {
      seen.merge(key(node, graph, entry.kind()), 1, Integer::sum);
    }
  }

  private static String key(@Nullable Node node, IonGraph graph, String what) {
    return node == null
        ? "ion " + NONE + " " + what
        : node.kind() + " " + need(node, graph.ion().joins().get(node.name())) + " " + what;
  }

  private static String need(Node node, @Nullable Join join) {
    if (join == null) {
      return node.ports().takesModels() ? ONE : NONE;
    }
    return switch (join.need()) {
      case Join.Need.Any any -> "any";
      case Join.Need.All all -> join.match() == Join.Match.LATEST ? "latest" : "all";
      case Join.Need.AtLeast atLeast -> "atLeast";
    };
  }

  private static Set<String> wanted() {
    Set<String> keys = new TreeSet<>();
    for (String line : WANTED) {
      String[] parts = line.split(": ");
      for (String kind : parts[0].split(" ")) {
        for (String need : parts[1].split(" ")) {
          for (String what : parts[2].split(" ")) {
            keys.add(kind + " " + need + " " + what);
          }
        }
      }
    }
    return keys;
  }

  /** Records that the machine should write by {@link #WANTED}, and those that others write. */
  static Set<String> records() {
    Set<String> records = new TreeSet<>();
    wanted().forEach(key -> records.add(key.split(" ")[2]));
    ELSEWHERE.forEach(type -> records.addAll(EventKinds.of(type)));
    return records;
  }

  static Set<String> kinds() {
    Set<String> kinds = new TreeSet<>();
    wanted().forEach(key -> kinds.add(key.split(" ")[0]));
    return kinds;
  }

  /** What came though nothing in {@link #WANTED} says that it can. */
  Set<String> unexpected() {
    Set<String> unexpected = new TreeSet<>(seen.keySet());
    unexpected.removeAll(wanted());
    return unexpected;
  }

  /** What should have come and came less often than so many times. */
  Map<String, Integer> rarerThan(int times) {
    Map<String, Integer> rare = new TreeMap<>();
    for (String key : wanted()) {
      int came = seen.getOrDefault(key, 0);
      if (came < times) {
        rare.put(key, came);
      }
    }
    return rare;
  }

  /** How often each came; a star marks what must come. */
  String report() {
    Set<String> wanted = wanted();
    Set<String> all = new TreeSet<>(wanted);
    all.addAll(seen.keySet());
    StringBuilder report = new StringBuilder();
    for (String key : all) {
      report.append(
          "%8d %s %s%n"
              .formatted(seen.getOrDefault(key, 0), wanted.contains(key) ? "*" : " ", key));
    }
    return report.toString();
  }
}
