package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.device.DeviceStatus;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.timeline.ColumnLimits;
import dev.ionosphere.workflows.device.Telemetry;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks a delivery before anything of it is used. A device may be broken or hostile. */
final class TelemetryChecks {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final int MOST_FEATURES = 10_000;
  private static final int MOST_BINS = 4_096;

  static void check(Telemetry telemetry) {
    telemetry.actual().forEach(TelemetryChecks::actual);
    telemetry.windows().forEach(TelemetryChecks::window);
    telemetry
        .incidents()
        .forEach(incident ->
            require(
                Stream.of(incident.time(), incident.kind(), incident.message())
                    .allMatch(Objects::nonNull),
                "an incident has a time, a kind and a message"));
    telemetry
        .incidents()
        .forEach(incident ->
            require(
                ColumnLimits.holds(incident.time())
                    && (incident.ion() == null || name(incident.ion()))
                    && (incident.node() == null || name(incident.node())),
                "incident: the time is of our era, ion and node are names or absent"));
  }

  private static void actual(Telemetry.Actual actual) {
    require(name(actual.ion()) && name(actual.node()), "actual: ion and node are names");
    require(
        actual.status() != null && DeviceStatus.saidByDevice(actual.status()).isPresent(),
        "actual: the status of node "
            + actual.node()
            + " is \""
            + actual.status()
            + "\", allowed is "
            + DeviceStatus.textsSaidByDevices());
    require(
        actual.digest() == null || actual.digest().isEmpty() || digest(actual.digest()),
        "actual: the digest is sha256: and 64 hex digits");
  }

  private static void window(Telemetry.Window window) {
    require(name(window.ion()) && name(window.node()), "window: ion and node are names");
    require(digest(window.digest()), "window: the digest is sha256: and 64 hex digits");
    require(
        window.from() != null
            && window.to() != null
            && ColumnLimits.holds(window.from())
            && ColumnLimits.holds(window.to())
            && !window.to().isBefore(window.from()),
        "window: from and to are times of our era in order");
    require(
        window.rows() >= 0
            && window.sequence() > 0
            && window.firstRow() >= 0
            && window.generation() >= 0,
        "window: rows and numbers are not negative");
    require(
        window.predictions() != null
            && window.predictions().length <= MOST_BINS
            && window.anomalies() != null
            && window.anomalies().size() <= window.rows(),
        "window: predictions and anomalies are lists, anomalies at most the rows");
    Map<String, long[]> histograms = window.histograms();
    require(
        histograms != null
            && histograms.size() <= MOST_FEATURES
            && histograms.values().stream()
                .allMatch(counts -> counts != null && counts.length <= MOST_BINS),
        "window: histograms are counts by feature, at most " + MOST_BINS + " bins each");
  }

  private static boolean name(@Nullable String text) {
    return text != null && NAME.matcher(text).matches();
  }

  private static boolean digest(@Nullable String text) {
    return text != null && DIGEST.matcher(text).matches();
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new HubException(ErrorCode.INVALID, "telemetry: " + rule);
    }
  }

  private TelemetryChecks() {}
}
