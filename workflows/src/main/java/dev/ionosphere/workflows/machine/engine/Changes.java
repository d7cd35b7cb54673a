package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Ports;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.workflows.approval.Ballot;
import dev.ionosphere.workflows.approval.Decisions;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.machine.node.Closing;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.policy.PendingChange;
import dev.ionosphere.workflows.machine.policy.PolicyComparison;
import dev.ionosphere.workflows.machine.policy.Strictness;
import dev.ionosphere.workflows.machine.state.Document;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.Storable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A live ION takes over a new document: at once if policy is the same or stricter, else when the
 * approvers of the document in force say so.
 */
final class Changes {

  static void asked(Turn turn, IonEvent.DocumentChanged event, Actor actor, Documents documents) {
    Document old = turn.document();
    if (event.generation() <= old.generation()) {
      boolean same = event.document().equals(old.text());
      turn.receipt(
          same,
          "ION %s has document generation %d, got %d%s"
              .formatted(
                  turn.name(),
                  old.generation(),
                  event.generation(),
                  same ? " with the same text" : ", which is not newer"));
      return;
    }
    IonGraph next;
    try {
      next = documents.proposed(event.document());
    } catch (IllegalArgumentException e) {
      // The hub sends valid documents only; whoever sent this one came through another door.
      turn.receipt(false, String.valueOf(e.getMessage()));
      return;
    }
    if (!next.ion().name().equals(turn.name())) {
      turn.receipt(
          false, "The document is of ION %s, not of %s".formatted(next.ion().name(), turn.name()));
      return;
    }
    withdraw(turn, actor, "document generation " + event.generation() + " came");
    PolicyComparison comparison = PolicyComparison.of(turn.graph(), next, turn::fields);
    switch (comparison.strictness()) {
      case SAME, STRICTER -> {
        Document document = Document.of(event.document(), event.generation());
        apply(turn, document, next, actor, comparison.strictness(), null, null);
        turn.receipt(
            true,
            "ION %s follows document generation %d".formatted(turn.name(), event.generation()));
      }
      case WEAKER -> propose(turn, event, actor, comparison);
    }
  }

  private static void propose(
      Turn turn, IonEvent.DocumentChanged event, Actor actor, PolicyComparison comparison) {
    String id = turn.name() + ".change-" + turn.next(Machine.CHANGE);
    Document proposed = Document.of(event.document(), event.generation());
    String subject =
        Subject.change(turn.document().digest(), proposed.digest(), event.generation());
    List<Stage> stages = PolicyOutlook.approvers(turn.graph(), turn::behaviour);
    String key =
        turn.record(
            new ChangeEvent.ChangeProposed(
                id,
                subject,
                proposed.digest(),
                event.generation(),
                comparison.weakens(),
                stages.stream().map(Stage::text).toList()),
            actor,
            null,
            null);
    turn.pending(
        new PendingChange(
            id,
            event.document(),
            event.generation(),
            subject,
            actor,
            comparison.weakens(),
            Ballot.open(stages, true, Set.of(actor.text())),
            turn.now(),
            key,
            event.trace(),
            null));
    turn.receipt(
        true,
        "Document generation %d of ION %s waits for approval %s (%s): it weakens policy: %s"
            .formatted(
                event.generation(),
                turn.name(),
                id,
                String.join(", ", stages.stream().map(Stage::text).toList()),
                String.join("; ", comparison.weakens())));
  }

  static void decided(
      Turn turn, IonEvent.Decided event, PendingChange pending, Documents documents) {
    Verdict verdict =
        Decisions.decide(
            turn.tickets(), pending.question(event.request()), null, event.request(), turn.now());
    turn.reply(new Reply.Decision(verdict));
    if (!(verdict instanceof Verdict.Accepted accepted)) {
      return;
    }
    turn.dedup.used(accepted.ticket());
    String reason = event.request().reason();
    String key =
        turn.record(
            new ChangeEvent.ChangeDecided(
                pending.id(),
                pending.subject(),
                accepted.ticket().act(),
                accepted.ticket().person(),
                accepted.ticket().onBehalfOf(),
                reason == null ? null : Storable.reason(reason),
                accepted.outcome().text(),
                accepted.ticket().id()),
            Actor.person(accepted.ticket().person()),
            null,
            pending.cause());
    switch (accepted.outcome()) {
      case OPEN -> turn.pending(pending.with(accepted.question().ballot()));
      case REJECTED -> turn.pending(null);
      case APPROVED -> {
        turn.pending(null);
        apply(
            turn,
            Document.of(pending.document(), pending.generation()),
            documents.stored(pending.document()),
            pending.proposer(),
            Strictness.WEAKER,
            pending.id(),
            key);
      }
    }
  }

  /** A newer document, or the end, takes the place of one that waits. */
  static void withdraw(Turn turn, Actor actor, String reason) {
    PendingChange pending = turn.policy().pending();
    if (pending != null) {
      turn.pending(null);
      turn.record(
          new ChangeEvent.ChangeWithdrawn(pending.id(), reason), actor, null, pending.cause());
    }
  }

  static void apply(
      Turn turn,
      Document document,
      IonGraph next,
      Actor actor,
      Strictness strictness,
      @Nullable String allowedBy,
      @Nullable String cause) {
    IonGraph old = turn.graph();
    String key =
        turn.record(
            new ChangeEvent.DocumentChanged(
                turn.name(),
                document.digest(),
                document.generation(),
                strictness.text(),
                allowedBy),
            actor,
            null,
            cause);
    Map<String, String> before = policies(turn);
    for (Node node : old.ion().nodes().values()) {
      Node now = next.ion().nodes().get(node.name());
      if (now == null || !now.kind().equals(node.kind())) {
        Lifecycle.close(
            turn, node.name(), new Closing(actor, node.name() + " is no longer in the document"));
        turn.remove(node.name());
      }
    }
    turn.document(document, next);
    for (Node node : next.ion().nodes().values()) {
      Bound<?, ?> bound = turn.bound(node.name());
      if (bound == null) {
        Lifecycle.add(turn, node);
      } else {
        Node was = Objects.requireNonNull(old.ion().nodes().get(node.name()));
        turn.set(node.name(), bound.adapt(was, turn.scope(node.name()), key));
      }
    }
    turn.keepEdges(eventEdges(next));
    Map<String, String> after = policies(turn);
    Set<String> changed = new LinkedHashSet<>(before.keySet());
    changed.removeIf(origin -> Objects.equals(before.get(origin), after.get(origin)));
    turn.traffic.adapt(changed, key);
  }

  /** By origin, the digest of all policy ahead of it. */
  private static Map<String, String> policies(Turn turn) {
    Map<String, String> digests = new LinkedHashMap<>();
    for (Node node : turn.graph().ion().nodes().values()) {
      if (node.ports().models() == Ports.Models.MADE) {
        digests.put(node.name(), turn.digests().ahead(Set.of(node.name())));
      }
    }
    return digests;
  }

  private static Set<String> eventEdges(IonGraph graph) {
    Set<String> keys = new LinkedHashSet<>();
    for (Edge edge : graph.ion().edges()) {
      if (edge instanceof Edge.Event event) {
        keys.add(event.key());
      }
    }
    return keys;
  }

  private Changes() {}
}
