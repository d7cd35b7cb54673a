package dev.ionosphere.api.recovery;

import dev.ionosphere.api.timeline.ColumnLimits;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.api.timeline.TimelineRecords;
import dev.ionosphere.api.training.TrainingRun;
import dev.ionosphere.api.training.TrainingRuns;
import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.machine.node.training.LeftTraining;
import dev.ionosphere.workflows.machine.state.EdgeMemory;
import dev.ionosphere.workflows.timeline.RunEvent;
import io.micronaut.data.model.Pageable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs that were under way, and when schedules and events fired last. */
@Singleton
final class LeftTrainings {

  private static final Pageable FIRST = Pageable.from(0, 1).withoutTotal();

  private final TrainingRuns runs;
  private final TimelineRecords records;

  LeftTrainings(TrainingRuns runs, TimelineRecords records) {
    this.runs = runs;
    this.records = records;
  }

  void gather(LeftBehind left, Ion document) {
    Instant changed = latest(left.ion(), "", "ion.launched", "document.changed");
    Map<String, TrainingRun> open = new HashMap<>();
    for (TrainingRun run : runs.findByIonAndFinishedAtIsNullOrderByStartedAtDesc(left.ion())) {
      boolean first = !open.containsKey(run.node());
      if (first && document.nodes().containsKey(run.node()) && number(run).isPresent()) {
        open.put(run.node(), run);
      } else {
        left.close(new RunEvent.TrainingStopped(run.id(), "the ION was lost"), run.node(), null);
      }
    }
    for (Node node : document.nodes().values()) {
      node(left, node, open.get(node.name()), changed);
    }
    document.edges().stream()
        .filter(Edge.Event.class::isInstance)
        .map(Edge.Event.class::cast)
        .forEach(edge -> edge(left, edge));
  }

  private void node(LeftBehind left, Node node, @Nullable TrainingRun run, Instant changed) {
    LeftTraining.Open open = run == null ? null : open(run);
    new LeftTraining(left.ion(), open, fired(left.ion(), node.name(), changed))
        .at(node, left.now())
        .ifPresent(state -> {
          left.nodes().put(node.name(), state);
          if (open != null) {
            left.goesOn().add(WorkflowNames.work(left.ion(), node.name(), open.number()));
          }
        });
  }

  private LeftTraining.Open open(TrainingRun run) {
    return new LeftTraining.Open(
        number(run).orElseThrow(),
        run.requester(),
        run.reason(),
        run.startedAt(),
        key(records, run.ion(), run.id(), "training.started"));
  }

  /** Key of the first record of a kind about a subject; empty if the ledger has none. */
  static String key(TimelineRecords records, String ion, String subject, String kind) {
    return records.findBySubjectAndIonOrderBySequence(subject, ion).stream()
        .filter(record -> record.kind().equals(kind))
        .map(TimelineRecord::entryKey)
        .findFirst()
        .orElse("");
  }

  static Optional<Long> number(TrainingRun run) {
    String prefix = run.ion() + "." + run.node() + ".";
    String number = run.id().startsWith(prefix) ? run.id().substring(prefix.length()) : "";
    return number.matches("[1-9][0-9]{0,14}")
        ? Optional.of(Long.valueOf(number))
        : Optional.empty();
  }

  /** A new schedule holds from its document on. */
  private Instant fired(String ion, String node, Instant changed) {
    Instant skipped = latest(ion, node, "run.skipped");
    Instant scheduled = started(ion, node, "schedule").orElse(Instant.EPOCH);
    return Stream.of(changed, skipped, scheduled).max(Instant::compareTo).orElse(changed);
  }

  private Optional<Instant> started(String ion, String node, String reason) {
    return runs.findByIonAndNodeAndReasonOrderByStartedAtDesc(ion, node, reason, FIRST).stream()
        .map(TrainingRun::startedAt)
        .findFirst();
  }

  private Instant latest(String ion, String node, String... kinds) {
    return Stream.of(kinds)
        .flatMap(kind -> newest(ion, node, kind).stream())
        .map(TimelineRecord::occurredAt)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  private List<TimelineRecord> newest(String ion, String node, String kind) {
    return records.newest(ion, Long.MAX_VALUE, Instant.EPOCH, ColumnLimits.LATEST, kind, node, 1);
  }

  /** Its cooldown goes on. */
  private void edge(LeftBehind left, Edge.Event edge) {
    started(left.ion(), edge.to(), edge.on().text())
        .ifPresent(at -> left.edges().put(edge.key(), EdgeMemory.NEW.fired(at, null)));
  }
}
