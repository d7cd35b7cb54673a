package dev.ionosphere.api.health;

import dev.ionosphere.api.device.DeviceStates;
import dev.ionosphere.api.device.Devices;
import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.workflows.device.Telemetry;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** Takes one delivery of a device's spool: all of it, or nothing; what is known counts once. */
@Singleton
public final class TelemetryIntake {

  private static final int MOST = 2_000;

  private final Devices devices;
  private final DeviceStates states;
  private final WindowIntake windows;
  private final IncidentIntake incidents;
  private final TransactionOperations<Connection> transactions;
  private final NodeJudge judge;
  private final Changes changes;
  private final Clock clock;

  TelemetryIntake(
      Devices devices,
      DeviceStates states,
      WindowIntake windows,
      IncidentIntake incidents,
      TransactionOperations<Connection> transactions,
      NodeJudge judge,
      Changes changes,
      Clock clock) {
    this.devices = devices;
    this.states = states;
    this.windows = windows;
    this.incidents = incidents;
    this.transactions = transactions;
    this.judge = judge;
    this.changes = changes;
    this.clock = clock;
  }

  public void take(Telemetry telemetry) {
    if (telemetry.windows().size() + telemetry.incidents().size() > MOST) {
      throw new HubException(
          ErrorCode.TOO_LARGE,
          telemetry.windows().size()
              + " windows and "
              + telemetry.incidents().size()
              + " incidents: at most "
              + MOST
              + " in one delivery");
    }
    TelemetryChecks.check(telemetry);
    Instant now = clock.instant();
    Set<NodeJudge.Place> touched = new LinkedHashSet<>();
    Object ignored =
        transactions.executeWrite(status -> {
          devices.seen(telemetry.device(), now, telemetry.spoolDepth(), telemetry.dropped());
          telemetry.actual().forEach(actual -> report(telemetry.device(), actual, now));
          for (Telemetry.Window window : telemetry.windows()) {
            if (windows.add(telemetry.device(), window, now)) {
              touched.add(new NodeJudge.Place(window.ion(), window.node(), window.digest()));
            }
          }
          return status;
        });
    // Their own transactions: the ledger is one, and no ION's business delays another's.
    telemetry.incidents().forEach(incident -> incidents.take(telemetry.device(), incident));
    touched.forEach(judge::judge);
    changes.publish(new Change("telemetry", null, null, telemetry.device(), 0, now));
  }

  private void report(String device, Telemetry.Actual actual, Instant now) {
    states.report(
        new DeviceStates.Report(
            device,
            actual.ion(),
            actual.node(),
            actual.generation(),
            actual.digest(),
            actual.status(),
            actual.reason() == null ? "" : actual.reason(),
            now,
            "telemetry"));
  }
}
