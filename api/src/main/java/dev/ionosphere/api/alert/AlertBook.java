package dev.ionosphere.api.alert;

import dev.ionosphere.workflows.timeline.Storable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Raises an alert of a node once and clears it when its cause is gone. Callers bring the
 * transaction.
 */
@Singleton
public final class AlertBook {

  /** What devices say is in it. */
  private static final int LONGEST = 20_000;

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
    boolean stands =
        alerts.findByIonAndKindAndSubjectAndClearedAtIsNull(ion, kind, subject).stream()
            .anyMatch(alert -> Objects.equals(alert.node(), node));
    if (!stands) {
      String text = Storable.text(message, LONGEST);
      alerts.save(Alert.raised(ion, node, subject, kind, severity, text, at));
    }
  }

  /** Whether it is raised of any node. */
  public boolean isRaised(String ion, String kind, String subject) {
    return !alerts.findByIonAndKindAndSubjectAndClearedAtIsNull(ion, kind, subject).isEmpty();
  }

  /** Other words for an alert that stands; nobody is told again. */
  public void say(String ion, String kind, String subject, String message) {
    alerts.say(ion, kind, subject, Storable.text(message, LONGEST));
  }

  public void say(Alert alert, String message) {
    if (alert.id() != null) {
      alerts.say(alert.id(), Storable.text(message, LONGEST));
    }
  }

  /** Those of an ION that are not closed. */
  public List<Alert> open(String ion) {
    return alerts.findByIonAndClearedAtIsNull(ion);
  }

  /** Those of a node that are not closed. */
  public List<Alert> open(String ion, String node) {
    return alerts.findByIonAndNodeAndClearedAtIsNull(ion, node);
  }

  public void clear(Alert alert, Instant at) {
    if (alert.id() != null) {
      alerts.clear(alert.id(), at);
    }
  }

  /** That of one node, and that of none. */
  public void clear(String ion, String node, String kind, String subject, Instant at) {
    alerts.clear(ion, node, kind, subject, at);
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
