package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Approvers;
import dev.ionosphere.spec.ion.Escalation;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Ports;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.machine.engine.ReleaseClaim.Votes;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import dev.ionosphere.workflows.machine.policy.GuardSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a document's policy let a model through to a node, seen from its end: what the machine
 * did step by step is done again with nothing but the document and the tickets that people were
 * given. For those who must not believe the machine. Pure.
 */
public final class ReleasePolicy {

  /** Sets of origins that are tried are at most two to the power of this. */
  private static final int MOST_ORIGINS = 6;

  private final Ion ion;
  private final IonGraph graph;
  private final PolicyDigests digests;

  private ReleasePolicy(Ion ion) {
    this.ion = ion;
    this.graph = new IonGraph(ion);
    this.digests =
        new PolicyDigests(graph, node -> PolicyOutlook.fields(Behaviours.of(node), node));
  }

  public static ReleasePolicy of(Ion ion) {
    return new ReleasePolicy(ion);
  }

  /** What the policy makes of a claim. */
  public sealed interface Ground {

    /**
     * People approved it.
     *
     * @param approvals in the order of the way it took
     */
    record Approved(List<String> approvals) implements Ground {}

    /** A way leads there on which nobody has to be asked. */
    record Unasked() implements Ground {}

    /** It is not proven that it may run there. */
    record Missing(String reason) implements Ground {}
  }

  public Ground ground(ReleaseClaim claim) {
    Node origin = ion.nodes().get(claim.origin());
    if (origin == null || origin.ports().models() != Ports.Models.MADE) {
      return new Ground.Missing(
          "node %s of ION %s makes no models".formatted(claim.origin(), ion.name()));
    }
    Optional<Set<Set<String>>> ways =
        new GuardSets(graph, claim.origin()::equals).into(claim.node());
    if (ways.isEmpty() || ways.get().isEmpty()) {
      return new Ground.Missing(
          "no way leads from %s to %s".formatted(claim.origin(), claim.node()));
    }
    List<String> missing = new ArrayList<>();
    for (Set<String> way : ways.get()) {
      Ground ground = alongWay(way, claim);
      if (!(ground instanceof Ground.Missing(String reason))) {
        return ground;
      }
      missing.add(reason);
    }
    return new Ground.Missing(String.join("; or ", missing));
  }

  private Ground alongWay(Set<String> way, ReleaseClaim claim) {
    List<String> approvals = new ArrayList<>();
    for (String guard : way) {
      List<String> passed = claim.passedAt(guard);
      if (passed.isEmpty()) {
        return new Ground.Missing("it did not pass " + guard);
      }
      Optional<Approvers> approvers =
          Optional.ofNullable(ion.nodes().get(guard))
              .flatMap(node -> asked(Behaviours.of(node), node));
      if (approvers.isPresent()) {
        List<String> missing = new ArrayList<>();
        for (String approval : passed) {
          Optional<String> why = missing(approvers.get(), approval, claim);
          why.ifPresentOrElse(missing::add, () -> approvals.add(approval));
        }
        if (missing.size() == passed.size()) {
          return new Ground.Missing(String.join("; ", missing));
        }
      }
    }
    return approvals.isEmpty() ? new Ground.Unasked() : new Ground.Approved(approvals);
  }

  private static <N extends Node> Optional<Approvers> asked(
      NodeBehaviour<N, ?> behaviour, Node node) {
    return behaviour.asksAlways(behaviour.kind().node().cast(node));
  }

  /** Why the approval does not count; nothing if it does. */
  private Optional<String> missing(Approvers approvers, String approval, ReleaseClaim claim) {
    Votes votes = claim.votes().get(approval);
    if (votes == null) {
      return Optional.of("approval %s is not known".formatted(approval));
    }
    if (!isAbout(votes, claim)) {
      return Optional.of(
          "approval %s is about %s, which is not %s under this document's policy"
              .formatted(approval, votes.subject(), claim.model()));
    }
    VoteCount count =
        new VoteCount(approval, votes.subject())
            .of(approvers.stages(), approvers.notRequester(), votes.requesters());
    votes
        .cast()
        .forEach(cast -> {
          Optional<Escalation> escalated =
              approvers
                  .escalation()
                  .filter(to -> !cast.at().isBefore(votes.openedAt().plus(to.after())));
          escalated.ifPresent(to -> count.escalated(to.to()));
          count.add(cast.ticket(), cast.at());
        });
    return count.missing();
  }

  /**
   * Whether the tickets' subject is this model, what was shown of it, and the policy ahead of it.
   * Where models of several origins came together it is not known which; each set is tried.
   */
  private boolean isAbout(Votes votes, ReleaseClaim claim) {
    List<String> others =
        ion.nodes().values().stream()
            .filter(node -> node.ports().models() == Ports.Models.MADE)
            .map(Node::name)
            .filter(name -> !name.equals(claim.origin()))
            .limit(MOST_ORIGINS)
            .toList();
    for (int set = 0; set < 1 << others.size(); set++) {
      Set<String> origins = new TreeSet<>(Set.of(claim.origin()));
      for (int i = 0; i < others.size(); i++) {
        if ((set >> i & 1) == 1) {
          origins.add(others.get(i));
        }
      }
      if (votes
          .subject()
          .equals(Subject.of(claim.model(), votes.evidence(), digests.ahead(origins)))) {
        return true;
      }
    }
    return false;
  }
}
