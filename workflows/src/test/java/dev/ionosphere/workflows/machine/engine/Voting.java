package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.ion.Approvers;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom a node asked and what they said, counted from records alone. */
final class Voting {

  private static final class Asked {
    private final String node;
    private final ApprovalEvent.ApprovalOpened opened;
    private final Set<String> counted = new HashSet<>();
    private final Set<String> escalated = new HashSet<>();
    private int yes;
    private Instant expires;
    private String outcome = "open";

    Asked(String node, ApprovalEvent.ApprovalOpened opened) {
      this.node = node;
      this.opened = opened;
      expires = opened.expiresAt();
    }
  }

  private final Map<String, Asked> approvals = new HashMap<>();
  private final Map<String, List<String>> subjects = new HashMap<>();
  private @Nullable Instant paused;

  List<String> open() {
    return approvals.entrySet().stream()
        .filter(asked -> asked.getValue().outcome.equals("open"))
        .map(Map.Entry::getKey)
        .toList();
  }

  void take(TimelineEntry entry, IonGraph graph) {
    switch (entry.event()) {
      case ApprovalEvent.ApprovalOpened opened -> opened(entry, opened, graph);
      case ApprovalEvent.ApprovalDecided decided -> decided(decided, entry.time());
      case ApprovalEvent.ApprovalEscalated escalated ->
          approvals.get(escalated.approval()).escalated.add(escalated.to());
      case ApprovalEvent.ApprovalExpired expired -> {
        assertThat(paused).isNull();
        assertThat(entry.time()).isEqualTo(approvals.get(expired.approval()).expires);
        close(expired.approval(), "expired");
      }
      case LifecycleEvent.IonPaused pause -> paused = entry.time();
      case LifecycleEvent.IonResumed resumed -> resumed(entry.time());
      case ApprovalEvent.ApprovalVoided voided -> close(voided.approval(), "voided");
      default -> {}
    }
  }

  private void opened(TimelineEntry entry, ApprovalEvent.ApprovalOpened opened, IonGraph graph) {
    Asked before = approvals.put(opened.approval(), new Asked(entry.node(), opened));
    assertThat(before).as("an approval's id comes once").isNull();
    Approvers approvers = Weakening.approvers(graph.ion().nodes().get(entry.node()));
    assertThat(opened.stages()).isEqualTo(approvers.stages().stream().map(Stage::text).toList());
    assertThat(opened.notRequester()).isEqualTo(approvers.notRequester());
    assertThat(opened.expiresAt()).isEqualTo(entry.time().plus(approvers.expiresAfter()));
    List<String> about = List.of(opened.candidate(), opened.evidence());
    List<String> known = subjects.putIfAbsent(opened.approvalSubject(), about);
    assertThat(known == null || known.equals(about)).as("one question a subject").isTrue();
  }

  /** The clock of what is open stood still. */
  private void resumed(Instant now) {
    Duration pause = Duration.between(paused, now);
    paused = null;
    for (Asked asked : approvals.values()) {
      if (asked.outcome.equals("open")) {
        asked.expires = asked.expires.plus(pause);
      }
    }
  }

  private void decided(ApprovalEvent.ApprovalDecided decided, Instant now) {
    Asked asked = approvals.get(decided.approval());
    assertThat(asked.outcome).isEqualTo("open");
    assertThat(paused != null || now.isBefore(asked.expires)).as("in time").isTrue();
    assertThat(decided.approvalSubject()).isEqualTo(asked.opened.approvalSubject());
    String stage = GeneratedPeople.stage(asked.opened.stages(), asked.yes);
    assertThat(decided.stage()).isEqualTo(stage);
    Set<String> may = new HashSet<>(asked.escalated);
    may.add(stage);
    assertThat(GeneratedPeople.roles(decided.person(), decided.onBehalfOf()))
        .as("%s is asked", decided.person())
        .containsAnyElementsOf(may);
    if (decided.decision().equals("approve")) {
      for (String person : GeneratedPeople.people(decided.person(), decided.onBehalfOf())) {
        assertThat(asked.counted.add(person)).as("%s counts once", person).isTrue();
        assertThat(
                asked.opened.notRequester()
                    && asked.opened.requesters().contains("person:" + person))
            .as("%s asked for it", person)
            .isFalse();
      }
      asked.yes++;
    }
    asked.outcome = decided.outcome();
    assertThat(decided.outcome())
        .isEqualTo(GeneratedPeople.outcome(decided.decision(), asked.opened.stages(), asked.yes));
  }

  private void close(String approval, String outcome) {
    Asked asked = approvals.get(approval);
    assertThat(asked.outcome).as("%s is closed once", approval).isEqualTo("open");
    asked.outcome = outcome;
  }

  /** Whether people let this very digest pass, and no fewer than the document asks for now. */
  boolean lets(String approval, String digest, IonGraph graph) {
    Asked asked = approvals.get(approval);
    assertThat(asked.outcome).isEqualTo("approved");
    Approvers now = Weakening.approvers(graph.ion().nodes().get(asked.node));
    return asked.opened.candidate().equals(digest)
        && now != null
        && asked.yes >= now.stages().stream().mapToInt(Stage::required).sum();
  }

  String node(String approval) {
    return approvals.get(approval).node;
  }
}
