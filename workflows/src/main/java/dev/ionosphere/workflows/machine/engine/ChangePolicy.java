package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.machine.engine.ReleaseClaim.Cast;
import dev.ionosphere.workflows.machine.policy.Strictness;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a document may follow another, seen from its end: as {@link ReleasePolicy}, for those who
 * must not believe the machine. Pure.
 */
public final class ChangePolicy {

  /**
   * What people were asked about a change.
   *
   * @param approval such as {@code turbofan.change-2}
   * @param proposer {@code person:<name>}
   * @param cast tickets they answered with, oldest first
   */
  public record Asked(String approval, String proposer, List<Cast> cast) {
    public Asked {
      cast = List.copyOf(cast);
    }
  }

  /**
   * Why the document may not follow; nothing if it may: its policy is the same or stricter, or
   * enough people approved it.
   *
   * @param inForce digest of the document before
   * @param proposed digest of the one that is to follow
   */
  public static Optional<String> missing(
      Ion before, String inForce, Ion after, String proposed, long generation, List<Asked> asked) {
    PolicyOutlook outlook = PolicyOutlook.of(before, after);
    if (outlook.comparison().strictness() != Strictness.WEAKER) {
      return Optional.empty();
    }
    String subject = Subject.change(inForce, proposed, generation);
    for (Asked question : asked) {
      VoteCount count =
          new VoteCount(question.approval(), subject)
              .of(outlook.approvers(), true, Set.of(question.proposer()));
      question.cast().forEach(cast -> count.add(cast.ticket(), cast.at()));
      if (count.missing().isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(
        "document generation %d weakens policy (%s) and its approvers have not approved it"
            .formatted(generation, String.join("; ", outlook.comparison().weakens())));
  }

  private ChangePolicy() {}
}
