package dev.ionosphere.api.approval;

import dev.ionosphere.api.delegation.Delegation;
import dev.ionosphere.api.delegation.DelegationService;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** Finds the right that somebody has to decide an approval: their own, or one that was lent. */
@Singleton
public final class Mandates {

  private final DelegationService delegations;

  Mandates(DelegationService delegations) {
    this.delegations = delegations;
  }

  /** Delegations to the person that an approval takes. */
  private List<Delegation> lent(Approval approval, Requester person) {
    return delegations.counting(approval.roles()).stream()
        .filter(lent -> lent.deputy().equals(person.person()))
        .toList();
  }

  /** Whose deputy the person is at each of the approvals that waits, by its id. */
  public Map<String, List<String>> principals(List<Approval> approvals, Requester person) {
    List<Approval> waiting =
        approvals.stream().filter(approval -> approval.state().equals("pending")).toList();
    Set<String> roles =
        waiting.stream().flatMap(one -> one.roles().stream()).collect(Collectors.toSet());
    List<Delegation> lent =
        roles.isEmpty()
            ? List.of()
            : delegations.counting(roles).stream()
                .filter(one -> one.deputy().equals(person.person()))
                .toList();
    Map<String, List<String>> principals = new HashMap<>();
    for (Approval approval : waiting) {
      principals.put(
          approval.id(),
          lent.stream()
              .filter(one -> approval.roles().contains(one.role()))
              .map(Delegation::principal)
              .distinct()
              .sorted()
              .toList());
    }
    return principals;
  }

  /** In whose place the person may decide, each once, by name. */
  public List<Loan> loans(Approval approval, Requester person) {
    return lent(approval, person).stream()
        .collect(Collectors.groupingBy(Delegation::principal, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(of -> new Loan(of.getKey(), until(of.getValue())))
        .toList();
  }

  /**
   * What one principal has lent for an approval.
   *
   * @param until when the first of the lent roles ends
   */
  public record Loan(String principal, Instant until) {}

  /** When the first of the roles ends, of each the last time that it was lent until. */
  private static Instant until(List<Delegation> lent) {
    return lent.stream()
        .collect(
            Collectors.toMap(
                Delegation::role,
                Delegation::untilAt,
                BinaryOperator.maxBy(Comparator.naturalOrder())))
        .values()
        .stream()
        .min(Comparator.naturalOrder())
        .orElseThrow();
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
          "Approval %s needs role %s; %s"
              .formatted(
                  approval.id(),
                  String.join(" or ", approval.roles()),
                  onBehalfOf == null
                      ? person.person()
                          + " has role "
                          + String.join(", ", person.roleNames().stream().sorted().toList())
                      : "%s has lent %s no such role".formatted(onBehalfOf, person.person())));
    }
    List<String> principals = lent.stream().map(Delegation::principal).distinct().sorted().toList();
    if (principals.size() > 1) {
      throw new HubException(
          ErrorCode.INVALID,
          "onBehalfOf: %s may decide approval %s for %s; say for whom"
              .formatted(person.person(), approval.id(), String.join(", ", principals)));
    }
    return new Mandate(
        person,
        principals.getFirst(),
        lent.stream().map(Delegation::role).collect(Collectors.toSet()),
        until(lent));
  }
}
