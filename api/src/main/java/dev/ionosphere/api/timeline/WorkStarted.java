package dev.ionosphere.api.timeline;

import dev.ionosphere.api.timeline.Verification.Unexplained;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.timeline.EventKinds;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.RolloutEvent;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which work the ION started, and which records are of other work: a rollout is explained by the
 * release that it takes to devices. Holds a digest for each release and a line for each rollout.
 */
final class WorkStarted {

  private static final int MOST = 100;

  /** Of the events that are looked at; others need not be read. */
  private static final Set<String> KINDS =
      Stream.of(ReleaseEvent.class, RolloutEvent.class)
          .flatMap(family -> EventKinds.of(family).stream())
          .collect(Collectors.toUnmodifiableSet());

  private final String ion;
  private final Map<String, String> released = new HashMap<>();
  private final Map<String, Unexplained> rollouts = new LinkedHashMap<>();
  private final Map<String, String> carried = new HashMap<>();
  private final List<Unexplained> strange = new ArrayList<>();
  private final Set<String> strangers = new HashSet<>();

  WorkStarted(String ion) {
    this.ion = ion;
  }

  /** Whether records of this kind are to be accepted. */
  static boolean tellsOfWork(String kind) {
    return KINDS.contains(kind);
  }

  void accept(TimelineRecord record, TimelineEvent event) {
    switch (event) {
      case ReleaseEvent.ModelReleased release -> released(record, release);
      case RolloutEvent told when !isOf(record.workflow(), told.rollout()) ->
          stranger(record, told.rollout());
      case RolloutEvent.RolloutStarted started ->
          rollout(record, started.rollout(), started.digest());
      case RolloutEvent.DeviceApplied applied ->
          rollout(record, applied.rollout(), applied.digest());
      case RolloutEvent other -> rollout(record, other.rollout(), "");
      default -> {}
    }
  }

  private void released(TimelineRecord record, ReleaseEvent.ModelReleased release) {
    if (record.workflow().equals(WorkflowNames.ion(ion))) {
      released.put(
          WorkflowNames.rollout(ion, release.node(), release.generation()), release.digest());
    } else if (strange.size() < MOST) {
      strange.add(found(record, "workflow " + record.workflow() + " is not the ION's"));
    }
  }

  private void rollout(TimelineRecord record, String rollout, String digest) {
    rollouts.putIfAbsent(
        rollout, found(record, "the ION has no release that " + rollout + " takes to devices"));
    String first = carried.putIfAbsent(rollout, digest);
    if (digest.isEmpty() || digest.equals(first)) {
      return;
    }
    if (first == null || first.isEmpty()) {
      carried.put(rollout, digest);
    } else if (strange.size() < MOST) {
      strange.add(found(record, rollout + " carries " + first + ", not " + digest));
    }
  }

  /** The rollout itself, a cohort of it, or the ION. */
  private boolean isOf(String workflow, String rollout) {
    return workflow.equals(rollout)
        || workflow.equals(WorkflowNames.ion(ion))
        || workflow.startsWith(rollout.replaceFirst("^rollout:", "cohort:") + ":");
  }

  private void stranger(TimelineRecord record, String rollout) {
    if (strange.size() < MOST && strangers.add(record.workflow())) {
      strange.add(
          found(record, "workflow %s is not that of %s".formatted(record.workflow(), rollout)));
    }
  }

  private static Unexplained found(TimelineRecord record, String reason) {
    return new Unexplained(record.sequence(), record.kind(), record.subject(), reason);
  }

  /** In the order of the ledger; a release may have come after the first word of its rollout. */
  List<Unexplained> unexplained() {
    List<Unexplained> all = new ArrayList<>(strange);
    rollouts.forEach((rollout, first) -> {
      String digest = released.get(rollout);
      String took = carried.getOrDefault(rollout, "");
      if (digest == null) {
        all.add(first);
      } else if (!took.isEmpty() && !took.equals(digest)) {
        all.add(
            new Unexplained(
                first.sequence(),
                first.kind(),
                first.subject(),
                rollout + " carries " + took + ", the ION released " + digest));
      }
    });
    return all.stream()
        .sorted(Comparator.comparingLong(Unexplained::sequence))
        .limit(MOST)
        .toList();
  }
}
