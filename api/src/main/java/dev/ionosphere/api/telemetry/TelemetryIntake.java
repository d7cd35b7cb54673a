package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.device.DeviceStates;
import dev.ionosphere.api.device.DeviceStatus;
import dev.ionosphere.api.device.Devices;
import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.health.NodeJudge;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.workflows.device.Telemetry;
import dev.ionosphere.workflows.timeline.Storable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one delivery of a device's spool: all of it, or nothing; what is known counts once. */
@Singleton
public final class TelemetryIntake {

  private static final Logger LOG = LoggerFactory.getLogger(TelemetryIntake.class);
  private static final int MOST = 2_000;
  private static final Duration SETTLED = Duration.ofMinutes(10);

  private final Devices devices;
  private final DeviceStates states;
  private final Admission admission;
  private final WindowIntake windows;
  private final IncidentIntake incidents;
  private final TransactionOperations<Connection> transactions;
  private final NodeJudge judge;
  private final AlertBook alerts;
  private final Changes changes;
  private final Clock clock;

  TelemetryIntake(
      Devices devices,
      DeviceStates states,
      Admission admission,
      WindowIntake windows,
      IncidentIntake incidents,
      TransactionOperations<Connection> transactions,
      NodeJudge judge,
      AlertBook alerts,
      Changes changes,
      Clock clock) {
    this.devices = devices;
    this.states = states;
    this.admission = admission;
    this.windows = windows;
    this.incidents = incidents;
    this.transactions = transactions;
    this.judge = judge;
    this.alerts = alerts;
    this.changes = changes;
    this.clock = clock;
  }

  public void take(Telemetry telemetry) {
    if (telemetry.windows().size() + telemetry.incidents().size() + telemetry.actual().size()
        > MOST) {
      throw new HubException(
          ErrorCode.TOO_LARGE,
          telemetry.windows().size()
              + " windows and "
              + telemetry.incidents().size()
              + " incidents and "
              + telemetry.actual().size()
              + " nodes: at most "
              + MOST
              + " in one delivery");
    }
    TelemetryChecks.check(telemetry);
    Admission.Admitted admitted = admission.admit(telemetry);
    Instant now = clock.instant();
    Set<NodeJudge.Place> touched = new LinkedHashSet<>();
    Object ignored =
        transactions.executeWrite(status -> {
          devices.seen(telemetry.device(), now, telemetry.spoolDepth(), telemetry.dropped());
          admitted.actual().forEach(actual -> report(telemetry.device(), actual, now));
          for (Telemetry.Window window : admitted.windows()) {
            if (windows.add(telemetry.device(), window, now)) {
              touched.add(new NodeJudge.Place(window.ion(), window.node(), window.digest()));
            }
          }
          say(telemetry.device(), admitted, now);
          return status;
        });
    // Their own transactions: the ledger is one, and no ION's business delays another's.
    admitted.incidents().forEach(incident -> incidents.take(telemetry.device(), incident));
    touched.forEach(judge::judge);
    changes.publish(new Change("telemetry", null, null, telemetry.device(), 0, now));
  }

  /** What is left out is not asked for again: who looks after the fleet has to know. */
  private void say(String device, Admission.Admitted admitted, Instant now) {
    if (!admitted.strange().isEmpty()) {
      LOG.warn("device {}: left out {}", device, summary(admitted.strange()));
    }
    for (Map.Entry<String, List<String>> refused : admitted.refused().entrySet()) {
      String summary = summary(refused.getValue());
      LOG.warn("device {}, ION {}: left out {}", device, refused.getKey(), summary);
      alerts.raise(
          refused.getKey(),
          null,
          device,
          "telemetry-refused",
          "warning",
          "of what " + device + " reported was left out: " + summary,
          now);
    }
    // Not at the very next window: an alert that comes and goes with every delivery says nothing.
    Instant ago = now.minus(SETTLED);
    admitted.windows().stream()
        .map(Telemetry.Window::ion)
        .distinct()
        .filter(ion -> !admitted.refused().containsKey(ion))
        .forEach(ion -> alerts.clearRaisedBefore(ion, "telemetry-refused", device, now, ago));
  }

  private static String summary(List<String> reasons) {
    int more = reasons.size() - 1;
    return Storable.reason(reasons.getFirst() + (more > 0 ? " (and " + more + " more)" : ""));
  }

  private void report(String device, Telemetry.Actual actual, Instant now) {
    states.reported(
        new DeviceStates.Report(
            device,
            actual.ion(),
            actual.node(),
            actual.generation(),
            actual.digest(),
            DeviceStatus.saidByDevice(actual.status()).orElseThrow(),
            actual.reason() == null ? "" : Storable.reason(actual.reason()),
            now));
  }
}
