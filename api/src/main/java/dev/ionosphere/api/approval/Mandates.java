package dev.ionosphere.api.approval;

import dev.ionosphere.api.delegation.Delegation;
import dev.ionosphere.api.delegation.DelegationService;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Finds the right that somebody has to decide an approval: their own, or one that was lent. */
@Singleton
public final class Mandates {

  private final DelegationService delegations;

  Mandates(DelegationService delegations) {
    this.delegations = delegations;
  }

  /** Delegations to the person that an approval takes. */
  public List<Delegation> lent(Approval approval, Requester person) {
    return delegations.counting(approval.roles()).stream()
        .filter(lent -> lent.deputy().equals(person.person()))
        .toList();
  }

  /**
   * @param onBehalfOf whose right; absent: their own if it will do, else the only one lent to them
   */
  Mandate of(Approval approval, @Nullable String onBehalfOf, Requester person) {
    boolean own = approval.roles().stream().anyMatch(person.roleNames()::contains);
    if (onBehalfOf == null && own) {
      return Mandate.own(person);
    }
    List<Delegation> lent =
        lent(approval, person).stream()
            .filter(one -> onBehalfOf == null || one.principal().equals(onBehalfOf))
            .toList();
    if (lent.isEmpty()) {
      throw new HubException(
          ErrorCode.FORBIDDEN,
          "%s has no role %s, approval %s takes one%s"
              .formatted(
                  person.person(),
                  approval.approverRole(),
                  approval.id(),
                  onBehalfOf == null ? "" : "; " + onBehalfOf + " has not lent it"));
    }
    if (lent.stream().map(Delegation::principal).distinct().count() > 1) {
      throw new HubException(
          ErrorCode.INVALID,
          "onBehalfOf: %s may decide approval %s for %s; say for whom"
              .formatted(
                  person.person(),
                  approval.id(),
                  String.join(
                      ", ",
                      lent.stream().map(Delegation::principal).distinct().sorted().toList())));
    }
    Delegation right = lent.getFirst();
    return new Mandate(person, right.principal(), Set.of(right.role()), right.untilAt());
  }
}
