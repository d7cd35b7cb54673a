package dev.ionosphere.api.alert;

import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.page.Slice;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.Choice;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What people should look at, and that they have. */
@Controller("/api/v1/alerts")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AlertController {

  private final Alerts alerts;
  private final Changes changes;
  private final Clock clock;

  AlertController(Alerts alerts, Changes changes, Clock clock) {
    this.alerts = alerts;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Newest first: those that are not closed, or with {@code all=true} every one.
   *
   * @param state open, acknowledged or closed: only those
   */
  @Get
  Slice<Alert> list(
      @QueryValue(defaultValue = "false") boolean all,
      @QueryValue(defaultValue = "") String state,
      @QueryValue(defaultValue = "") String ion,
      @Nullable @QueryValue Long cursor,
      @QueryValue(defaultValue = "200") int limit) {
    int size = Slice.size(limit);
    long before = cursor == null ? Long.MAX_VALUE : cursor;
    Set<AlertState> wanted = wanted(Choice.of("state", state, AlertState.class), all);
    return Slice.of(
        alerts.newest(
            ion,
            wanted.contains(AlertState.OPEN),
            wanted.contains(AlertState.ACKNOWLEDGED),
            wanted.contains(AlertState.CLOSED),
            before,
            size),
        size,
        alert -> String.valueOf(alert.id()));
  }

  private static Set<AlertState> wanted(Optional<AlertState> state, boolean all) {
    Set<AlertState> several =
        all
            ? EnumSet.allOf(AlertState.class)
            : EnumSet.of(AlertState.OPEN, AlertState.ACKNOWLEDGED);
    return state.<Set<AlertState>>map(EnumSet::of).orElse(several);
  }

  /** Says that a person looks after it. The first who does stays; a closed one is a conflict. */
  @Post("/{id}/acknowledge")
  @Consumes(MediaType.ALL)
  @Needs(Permission.ACKNOWLEDGE_ALERT)
  Alert acknowledge(long id, Requester requester) {
    Instant now = clock.instant();
    boolean first = alerts.acknowledge(id, requester.actor(), now) == 1;
    Alert alert = alert(id);
    if (!first && alert.acknowledgedAt() == null) {
      throw new HubException(ErrorCode.CONFLICT, "alert " + id + " is closed");
    }
    return told(alert, first, now);
  }

  /** Closes it. If its cause goes on, a new alert is raised. The first who closes it stays. */
  @Post("/{id}/close")
  @Consumes(MediaType.ALL)
  @Needs(Permission.ACKNOWLEDGE_ALERT)
  Alert close(long id, Requester requester) {
    Instant now = clock.instant();
    boolean first = alerts.close(id, requester.actor(), now) == 1;
    return told(alert(id), first, now);
  }

  private Alert told(Alert alert, boolean changed, Instant at) {
    if (changed) {
      changes.publish(new Change("alert", alert.ion(), alert.node(), alert.subject(), 0, at));
    }
    return alert;
  }

  private Alert alert(long id) {
    return alerts
        .findById(id)
        .orElseThrow(() -> HubException.notFound("alert", String.valueOf(id)));
  }
}
