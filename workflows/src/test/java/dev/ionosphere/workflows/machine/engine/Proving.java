package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketAct;
import dev.ionosphere.workflows.machine.engine.ReleaseClaim.Cast;
import dev.ionosphere.workflows.machine.engine.ReleaseClaim.Votes;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.RunEvent;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the machine lets through can be proven by whoever does not believe it, from the document and
 * the tickets; and cannot without the tickets.
 */
final class Proving {

  private record Asked(ApprovalEvent.ApprovalOpened opened, Instant at, List<Cast> cast) {}

  private final Map<String, Asked> asked = new HashMap<>();
  private final Map<String, String> origins = new HashMap<>();
  private final Map<IonGraph, ReleasePolicy> policies = new IdentityHashMap<>();

  void take(TimelineEntry entry) {
    switch (entry.event()) {
      case RunEvent.TrainingFinished finished ->
          origins.put(finished.digest(), finished.run().split("\\.")[1]);
      case ApprovalEvent.ApprovalOpened opened ->
          asked.put(opened.approval(), new Asked(opened, entry.time(), new ArrayList<>()));
      case ApprovalEvent.ApprovalDecided decided -> {
        if (decided.decision().equals(TicketAct.APPROVE)) {
          asked.get(decided.approval()).cast().add(cast(decided, entry.time()));
        }
      }
      default -> {}
    }
  }

  private static Cast cast(ApprovalEvent.ApprovalDecided decided, Instant at) {
    return new Cast(
        new Ticket(
            decided.ticket(),
            "key",
            TicketAct.APPROVE,
            decided.approval(),
            decided.approvalSubject(),
            decided.person(),
            decided.onBehalfOf(),
            GeneratedPeople.roles(decided.person(), decided.onBehalfOf()),
            at.plusSeconds(1)),
        at);
  }

  /** The first release of a model to a node. */
  void released(ReleaseEvent.ModelReleased model, IonGraph graph, Set<String> gates) {
    String origin = origins.get(model.digest());
    ReleasePolicy policy = policies.computeIfAbsent(graph, known -> ReleasePolicy.of(known.ion()));
    Map<String, Votes> votes = new HashMap<>();
    for (String id : model.allowedBy()) {
      Asked one = asked.get(id);
      if (one != null) {
        votes.put(
            id,
            new Votes(
                one.opened().approvalSubject(),
                one.opened().evidence(),
                one.at(),
                Set.copyOf(one.opened().requesters()),
                one.cast()));
      }
    }
    ReleaseClaim claim =
        new ReleaseClaim(model.node(), model.digest(), origin, model.allowedBy(), votes);
    assertThat(policy.ground(claim))
        .as("%s of %s", model, origin)
        .isNotInstanceOf(ReleasePolicy.Ground.Missing.class);
    ReleaseClaim untold =
        new ReleaseClaim(model.node(), model.digest(), origin, model.allowedBy(), Map.of());
    if (policy.ground(untold) instanceof ReleasePolicy.Ground.Unasked) {
      assertThat(Releasing.reaches(graph, model.node(), gates)).isTrue();
    }
  }
}
