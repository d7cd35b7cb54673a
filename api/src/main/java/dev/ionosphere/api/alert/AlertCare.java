package dev.ionosphere.api.alert;

import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** People look after alerts. The first who does stays. */
@Singleton
public final class AlertCare {

  private final Alerts alerts;
  private final Changes changes;
  private final Clock clock;

  AlertCare(Alerts alerts, Changes changes, Clock clock) {
    this.alerts = alerts;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * @throws HubException a conflict, if it is closed
   */
  public Alert acknowledge(long id, Requester requester) {
    Instant now = clock.instant();
    boolean first = alerts.acknowledge(id, requester.actor(), now) == 1;
    Alert alert = alert(id);
    if (!first && alert.acknowledgedAt() == null) {
      throw new HubException(ErrorCode.CONFLICT, "alert " + id + " is closed");
    }
    return told(alert, first, now);
  }

  public Alert close(long id, Requester requester) {
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
