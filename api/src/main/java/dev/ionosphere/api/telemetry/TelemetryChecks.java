package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.device.DeviceStatus;
import dev.ionosphere.api.timeline.ColumnLimits;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks what a device says before it is used. A device may be broken or hostile. */
final class TelemetryChecks {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final int MOST_FEATURES = 10_000;
  private static final int MOST_BINS = 4_096;

  /** What is wrong with a node's state, or nothing. */
  static Optional<String> actual(Telemetry.Actual actual) {
    return firstBroken(
        rule(name(actual.ion()) && name(actual.node()), "actual: ion and node are names"),
        rule(
            actual.status() != null && DeviceStatus.saidByDevice(actual.status()).isPresent(),
            "actual: the status of node "
                + actual.node()
                + " is \""
                + actual.status()
                + "\", allowed is "
                + DeviceStatus.textsSaidByDevices()),
        rule(
            actual.digest() == null || actual.digest().isEmpty() || digest(actual.digest()),
            "actual: the digest is sha256: and 64 hex digits"));
  }

  /** What is wrong with an incident, or nothing. */
  static Optional<String> incident(Telemetry.Incident incident) {
    boolean whole =
        Stream.of(incident.time(), incident.kind(), incident.message()).allMatch(Objects::nonNull);
    return firstBroken(
        rule(whole, "an incident has a time, a kind and a message"),
        rule(
            whole
                && ColumnLimits.holds(incident.time())
                && (incident.ion() == null || name(incident.ion()))
                && (incident.node() == null || name(incident.node())),
            "incident: the time is of our era, ion and node are names or absent"));
  }

  /** What is missing of a bucket, or nothing. */
  static Optional<String> bucket(Bucket bucket) {
    Bucket.SourceState source = bucket.source();
    return firstBroken(
        rule(name(bucket.ion()) && name(bucket.node()), "bucket: ion and node are names"),
        rule(digest(bucket.digest()), "bucket: the digest is sha256: and 64 hex digits"),
        rule(
            bucket.generation() >= 0 && bucket.part() > 0,
            "bucket: the generation is 0 or more, the part 1 or more"),
        rule(
            bucket.start() != null && bucket.closed() != null,
            "bucket: start and closed are times"),
        rule(
            bucket.predictions() != null && bucket.predictions().length <= MOST_BINS,
            "bucket: predictions are counts, at most " + MOST_BINS),
        rule(
            source != null && source.status() != null && source.reason() != null,
            "bucket: the source has a status and a reason"),
        rule(
            bucket.features().size() <= MOST_FEATURES
                && bucket.features().values().stream()
                    .allMatch(seen ->
                        seen != null && seen.counts() != null && seen.counts().length <= MOST_BINS),
            "bucket: features are counts by name, at most " + MOST_BINS + " bins each"));
  }

  /** What is wrong with a window, or nothing. */
  static Optional<String> window(Telemetry.Window window) {
    Map<String, long[]> histograms = window.histograms();
    return firstBroken(
        rule(name(window.ion()) && name(window.node()), "window: ion and node are names"),
        rule(digest(window.digest()), "window: the digest is sha256: and 64 hex digits"),
        rule(
            window.from() != null
                && window.to() != null
                && ColumnLimits.holds(window.from())
                && ColumnLimits.holds(window.to())
                && !window.to().isBefore(window.from()),
            "window: from and to are times of our era in order"),
        rule(
            window.rows() >= 0
                && window.sequence() > 0
                && window.firstRow() >= 0
                && window.generation() >= 0,
            "window: rows and numbers are not negative"),
        rule(
            window.predictions() != null
                && window.predictions().length <= MOST_BINS
                && window.anomalies() != null
                && window.anomalies().stream().allMatch(Objects::nonNull)
                && window.anomalies().size() <= window.rows(),
            "window: predictions and anomalies are lists, anomalies at most the rows"),
        rule(
            histograms != null
                && histograms.size() <= MOST_FEATURES
                && histograms.values().stream()
                    .allMatch(counts -> counts != null && counts.length <= MOST_BINS),
            "window: histograms are counts by feature, at most " + MOST_BINS + " bins each"));
  }

  private static boolean name(@Nullable String text) {
    return text != null && NAME.matcher(text).matches();
  }

  private static boolean digest(@Nullable String text) {
    return text != null && DIGEST.matcher(text).matches();
  }

  private static Optional<String> rule(boolean holds, String rule) {
    return holds ? Optional.empty() : Optional.of(rule);
  }

  @SafeVarargs
  private static Optional<String> firstBroken(Optional<String>... rules) {
    return Stream.of(rules).flatMap(Optional::stream).findFirst();
  }

  private TelemetryChecks() {}
}
