package dev.ionosphere.api.delegation;

import dev.ionosphere.api.identity.People;
import dev.ionosphere.api.identity.Person;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.permission.Role;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.problem.Reasons;
import dev.ionosphere.workflows.timeline.Storable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lends and takes back rights to decide. Only who has a role can lend it, so there are no chains.
 * It counts while it lasts, the principal still has the role, and both people are those of then.
 */
@Singleton
public final class DelegationService {

  private static final Logger LOG = LoggerFactory.getLogger(DelegationService.class);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MOST = 20;

  private final Delegations delegations;
  private final People people;
  private final Clock clock;

  DelegationService(Delegations delegations, People people, Clock clock) {
    this.delegations = delegations;
    this.people = people;
    this.clock = clock;
  }

  Delegation lend(String deputy, String role, Instant until, String reason, Requester principal) {
    Reasons.check(reason);
    Instant now = clock.instant();
    if (!principal.roleNames().contains(role)) {
      throw new HubException(
          ErrorCode.FORBIDDEN,
          "%s has no role %s of their own to give; what was lent cannot be lent on"
              .formatted(principal.person(), role));
    }
    if (deputy.equals(principal.person())) {
      throw new HubException(ErrorCode.INVALID, "to: %s has role %s".formatted(deputy, role));
    }
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
      throw new HubException(
          ErrorCode.INVALID,
          "until %s: allowed is a time after %s and at most %d days ahead"
              .formatted(until, now.truncatedTo(ChronoUnit.SECONDS), LONGEST.toDays()));
    }
    Person known =
        people
            .findById(deputy)
            .orElseThrow(() ->
                new HubException(ErrorCode.INVALID, "to: there is no user \"" + deputy + "\""));
    if (known.roles().stream().flatMap(text -> Role.of(text).stream()).noneMatch(mayDecide())) {
      throw new HubException(
          ErrorCode.INVALID,
          "to: %s has role %s, which decides nothing; allowed is somebody with role %s"
              .formatted(
                  deputy,
                  String.join(", ", known.roles()),
                  String.join(" or ", Role.textsWith(Permission.DECIDE))));
    }
    if (delegations.countLasting(principal.person(), now) >= MOST) {
      throw new HubException(
          ErrorCode.CONFLICT,
          "%s has %d delegations that last; revoke one first".formatted(principal.person(), MOST));
    }
    Delegation lent =
        delegations.save(
            new Delegation(
                UUID.randomUUID().toString(),
                principal.person(),
                deputy,
                role,
                Storable.reason(reason),
                now,
                until,
                null,
                null));
    LOG.info("{} lets {} decide as {} until {}", principal.person(), deputy, role, until);
    return lent;
  }

  private static Predicate<Role> mayDecide() {
    return role -> role.may(Permission.DECIDE);
  }

  Delegation delegation(String id) {
    return delegations.findById(id).orElseThrow(() -> HubException.notFound("delegation", id));
  }

  /** By the principal, the deputy or an admin. The first who ends it stays. */
  Delegation revoke(String id, Requester requester) {
    Delegation known = delegation(id);
    boolean theirs =
        known.principal().equals(requester.person()) || known.deputy().equals(requester.person());
    if (!theirs && !requester.may(Permission.ADMINISTER_USERS)) {
      throw new HubException(
          ErrorCode.FORBIDDEN,
          "delegation %s is between %s and %s; they or an admin may revoke it"
              .formatted(id, known.principal(), known.deputy()));
    }
    if (delegations.revoke(id, requester.person(), clock.instant()) > 0) {
      LOG.info("{} revoked delegation {}", requester.person(), id);
    }
    return delegation(id);
  }

  List<Delegation> newest(boolean ended, String principal, String deputy, String after, int size) {
    return delegations.newest(ended, clock.instant(), principal, deputy, after, size);
  }

  boolean exists(String id) {
    return delegations.existsById(id);
  }

  /** Those of one of the roles that count now, by principal and deputy. */
  public List<Delegation> counting(Collection<String> roles) {
    return delegations.lasting(clock.instant()).stream()
        .filter(lent -> roles.contains(lent.role()) && counts(lent))
        .toList();
  }

  boolean counts(Delegation lent) {
    return lent.lasts(clock.instant())
        && then(lent.principal(), lent).filter(who -> who.roles().contains(lent.role())).isPresent()
        && then(lent.deputy(), lent).isPresent();
  }

  /** The person of the name, unless it is somebody who came later. */
  private Optional<Person> then(String name, Delegation lent) {
    return people.findById(name).filter(who -> !who.createdAt().isAfter(lent.createdAt()));
  }
}
