package dev.ionosphere.api.alert;

import dev.ionosphere.api.timeline.ColumnLimits;
import dev.ionosphere.api.timeline.ConflictAlarm;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger means for alerts: a conflict or a lost ION raises one, the end of an ION closes
 * its own.
 */
@Singleton
final class AlertProjection implements Projection, ConflictAlarm {

  private static final int SUBJECT = 300;
  private static final String GLASS = "break-glass";
  private static final String LOST = "ion-lost";

  private final AlertBook alerts;

  AlertProjection(AlertBook alerts) {
    this.alerts = alerts;
  }

  @Override
  public void apply(TimelineRecord record, TimelineEvent event) {
    if (event instanceof LifecycleEvent life) {
      lived(record.ion(), record.occurredAt(), life);
    }
    if (event instanceof ChangeEvent change) {
      changed(record, change);
    }
  }

  private void lived(String ion, Instant at, LifecycleEvent life) {
    switch (life) {
      case LifecycleEvent.IonStopped stopped -> alerts.clearAll(ion, at);
      case LifecycleEvent.IonLost lost ->
          alerts.raise(
              ion,
              null,
              ion,
              LOST,
              "critical",
              "the workflow of ION %s is %s, though nobody stopped it; recover it"
                  .formatted(ion, lost.reason()),
              at);
      case LifecycleEvent.IonLaunched launched -> alerts.clear(ion, LOST, ion, at);
      case LifecycleEvent.IonFound found -> alerts.clear(ion, LOST, ion, at);
      case LifecycleEvent.IonPaused paused -> {}
      case LifecycleEvent.IonResumed resumed -> {}
      case LifecycleEvent.IonRecovered recovered -> {}
      case LifecycleEvent.KeyRotated rotated -> {}
      case LifecycleEvent.RecordSetAside aside -> {}
      case LifecycleEvent.WitnessLost lost -> {}
      case LifecycleEvent.RecordsLost lost ->
          alerts.raise(
              ion,
              null,
              ion,
              "records-lost",
              "critical",
              ("the ledger of ION %s had %d records, its workflow knows of %d: it was cut, or"
                      + " restored from an older copy")
                  .formatted(ion, lost.had(), lost.upTo()),
              at);
    }
  }

  /** Whoever may still say no must hear of it. */
  private void changed(TimelineRecord record, ChangeEvent change) {
    switch (change) {
      case ChangeEvent.GlassBroken glass ->
          alerts.raise(
              record.ion(),
              null,
              ColumnLimits.id(glass.change(), SUBJECT),
              GLASS,
              "critical",
              "%s broke the glass: change %s goes through at %s unless an approver rejects it: %s"
                  .formatted(glass.person(), glass.change(), glass.effectiveAt(), glass.reason()),
              record.occurredAt());
      case ChangeEvent.ChangeDecided decided -> {
        if (!decided.outcome().equals("open")) {
          over(record, decided.change());
        }
      }
      case ChangeEvent.ChangeWithdrawn withdrawn -> over(record, withdrawn.change());
      // What was forced stays an alert until a person closes it.
      case ChangeEvent.ChangeForced forced -> {}
      case ChangeEvent.ChangeProposed proposed -> {}
      case ChangeEvent.DocumentChanged changed -> {}
      case ChangeEvent.CommandRefused refused -> {}
    }
  }

  private void over(TimelineRecord record, String change) {
    alerts.clear(record.ion(), GLASS, ColumnLimits.id(change, SUBJECT), record.occurredAt());
  }

  @Override
  public void conflict(String ion, @Nullable String node, String key, String message, Instant at) {
    String subject = key.substring(0, Math.min(SUBJECT, key.length()));
    alerts.raise(ion, node, subject, "timeline-conflict", "critical", message, at);
  }
}
