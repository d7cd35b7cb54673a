package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.order.HeldBook;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.models.device.IncidentKind;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.DeviceEvent;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What devices did or refused by themselves goes to the timeline of the ION it is about. */
@Singleton
final class IncidentIntake {

  private static final Logger LOG = LoggerFactory.getLogger(IncidentIntake.class);
  private static final int LONGEST = 2_000;
  private static final String NO_ION = "";
  private static final String OVERTAKEN =
      "order refused (" + OrderRefusal.Reason.OLDER.text() + ")";

  private final StoredIons ions;
  private final Ledger ledger;
  private final AlertBook alerts;
  private final HeldBook held;

  IncidentIntake(StoredIons ions, Ledger ledger, AlertBook alerts, HeldBook held) {
    this.ions = ions;
    this.ledger = ledger;
    this.alerts = alerts;
    this.held = held;
  }

  void take(String device, Telemetry.Incident incident) {
    String ion = incident.ion();
    String message = shortened(incident.message());
    if (ion == null || incident.kind().equals(IncidentKind.RECORDS_PUT_ASIDE.text())) {
      IncidentKind.of(incident.kind()).ifPresent(kind -> ofNoIon(device, kind, incident, message));
      return;
    }
    if (!ions.existsById(ion)) {
      LOG.info("device {}: {}: {}", device, incident.kind(), message);
      return;
    }
    IncidentKind.of(incident.kind()).ifPresent(kind -> take(device, ion, kind, incident, message));
  }

  /** Of the device itself, or of something that names no ION that could be believed. */
  private void ofNoIon(
      String device, IncidentKind kind, Telemetry.Incident incident, String message) {
    LOG.info("device {}: {}: {}", device, kind.text(), message);
    switch (kind) {
      case ORDER_REFUSED -> {
        // One way was faster than the other: what is newer is held.
        if (!message.startsWith(OVERTAKEN) && !held.isConflict(device)) {
          alert(device, NO_ION, incident, "order-refused", "critical", message);
        }
      }
      case AGENT_FAILED ->
          alert(device, NO_ION, incident, "device-agent-failed", "warning", message);
      case DISK_FAULT -> alert(device, NO_ION, incident, "device-disk-fault", "warning", message);
      case RECORDS_PUT_ASIDE ->
          alert(device, NO_ION, incident, "device-records-put-aside", "warning", message);
      case MODEL_REFUSED, MODEL_FELL_BACK, MODEL_LOST, SOURCE_FAULT, SOURCE_RESTARTED, ROWS_BAD -> {
        // Each is of a node; without one the log is enough.
      }
    }
  }

  private void take(
      String device, String ion, IncidentKind kind, Telemetry.Incident incident, String message) {
    // The same incident delivered again has the same key.
    String key =
        "incident:"
            + Sha256.hex(
                String.join("\n", device, incident.time().toString(), kind.text(), message));
    ledger.append(
        new TimelineBatch(
            ion,
            "device:" + device,
            "",
            List.of(
                new TimelineEntry(
                    key,
                    incident.time(),
                    Actor.device(device),
                    incident.node(),
                    null,
                    DeviceEvent.of(kind, device, message)))));
    switch (kind) {
      case ORDER_REFUSED -> {
        // There is one alert for all devices that hold what the hub did not sign.
        if (!held.isConflict(device)) {
          alert(device, ion, incident, "order-refused", "critical", message);
        }
      }
      case MODEL_REFUSED -> alert(device, ion, incident, "device-refused", "warning", message);
      case MODEL_FELL_BACK -> alert(device, ion, incident, "device-fell-back", "warning", message);
      case MODEL_LOST -> alert(device, ion, incident, "device-model-lost", "critical", message);
      case SOURCE_FAULT,
          SOURCE_RESTARTED,
          ROWS_BAD,
          AGENT_FAILED,
          DISK_FAULT,
          RECORDS_PUT_ASIDE -> {
        // The timeline is enough.
      }
    }
  }

  private void alert(
      String device,
      String ion,
      Telemetry.Incident incident,
      String kind,
      String severity,
      String message) {
    @Nullable String node = ion.equals(NO_ION) ? null : incident.node();
    alerts.raise(ion, node, device, kind, severity, device + ": " + message, incident.time());
  }

  private static String shortened(String message) {
    return Storable.text(message, LONGEST);
  }
}
