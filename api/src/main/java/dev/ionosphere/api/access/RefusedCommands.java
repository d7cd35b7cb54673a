package dev.ionosphere.api.access;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.timeline.KnownIons;
import dev.ionosphere.api.timeline.KnownModels;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteMatch;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records on the timeline of an ION that a person tried what only others may. One record a minute
 * for each person and permission, lest somebody fills the ledger with refusals.
 */
@Singleton
final class RefusedCommands {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedCommands.class);

  private static final Set<Permission> OF_AN_ION =
      EnumSet.of(
          Permission.LAUNCH_ION,
          Permission.PAUSE_ION,
          Permission.STOP_ION,
          Permission.DELETE_ION,
          Permission.RUN_NODE,
          Permission.SET_MODEL,
          Permission.RECALL_MODEL,
          Permission.DECIDE);

  private final KnownIons ions;
  private final KnownModels models;
  private final Ledger ledger;
  private final Clock clock;

  RefusedCommands(KnownIons ions, KnownModels models, Ledger ledger, Clock clock) {
    this.ions = ions;
    this.models = models;
    this.ledger = ledger;
    this.clock = clock;
  }

  void refused(
      HttpRequest<?> request,
      RouteMatch<?> route,
      Requester person,
      Permission needed,
      String reason) {
    if (OF_AN_ION.contains(needed)) {
      ion(route.getVariableValues())
          .filter(ions::existsById)
          .ifPresent(ion -> record(ion, person, command(request, needed), reason));
    }
  }

  /** Approvals and changes are called {@code <ion>.<node>.<n>}. */
  private Optional<String> ion(Map<String, Object> variables) {
    if (variables.containsKey("digest")) {
      String digest = String.valueOf(variables.get("digest"));
      return models.ionOf(digest.startsWith("sha256:") ? digest : "sha256:" + digest);
    }
    Object named = variables.containsKey("ion") ? variables.get("ion") : variables.get("id");
    return Optional.ofNullable(named).map(text -> String.valueOf(text).split("\\.", 2)[0]);
  }

  /** As it was given: one permission may allow several, each with an address of its own. */
  private static String command(HttpRequest<?> request, Permission needed) {
    return switch (needed) {
      case LAUNCH_ION, PAUSE_ION, STOP_ION ->
          request.getPath().substring(request.getPath().lastIndexOf('/') + 1);
      default -> needed.name().toLowerCase(Locale.ROOT).replace('_', ' ').replace(" ion", "");
    };
  }

  private void record(String ion, Requester person, String command, String reason) {
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    String key = "refused:%s:%s:%s".formatted(person.person(), command, minute);
    TimelineEntry entry =
        new TimelineEntry(
            key,
            minute,
            Actor.person(person.person()),
            null,
            null,
            new ChangeEvent.CommandRefused(ion, command, reason));
    try {
      ledger.append(new TimelineBatch(ion, "hub", "", List.of(entry)));
    } catch (HubException changedRoles) {
      // within a minute; the refusal before is on the timeline
      LOG.info("{} was refused once more: {}", person.person(), reason);
    }
  }
}
