package dev.ionosphere.api.alert;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Raises an alert once and clears it when its cause is gone. Callers bring the transaction. */
@Singleton
public final class AlertBook {

  private final Alerts alerts;

  AlertBook(Alerts alerts) {
    this.alerts = alerts;
  }

  public void raise(
      String ion,
      @Nullable String node,
      String subject,
      String kind,
      String severity,
      String message,
      Instant at) {
    if (!isRaised(ion, kind, subject)) {
      alerts.save(Alert.raised(ion, node, subject, kind, severity, message, at));
    }
  }

  public boolean isRaised(String ion, String kind, String subject) {
    return !alerts.findByIonAndKindAndSubjectAndClearedAtIsNull(ion, kind, subject).isEmpty();
  }

  /** Other words for an alert that stands; nobody is told again. */
  public void say(String ion, String kind, String subject, String message) {
    alerts.say(ion, kind, subject, message);
  }

  /** Those of a node that are not closed. */
  public List<Alert> open(String ion, String node) {
    return alerts.findByIonAndNodeAndClearedAtIsNull(ion, node);
  }

  public void clear(String ion, String kind, String subject, Instant at) {
    alerts.clear(ion, kind, subject, at);
  }

  /**
   * Closes the alerts of an ION that does not run any more; those about forgeries stay until a
   * person closes them.
   */
  public void clearAll(String ion, Instant at) {
    alerts.clearAll(ion, at);
  }

  /** Leaves an alert alone that was raised only after {@code before}. */
  public void clearRaisedBefore(
      String ion, String kind, String subject, Instant at, Instant before) {
    alerts.clearRaisedBefore(ion, kind, subject, at, before);
  }
}
