package dev.ionosphere.api.health.judge;

import dev.ionosphere.models.device.Bucket.SourceState;
import dev.ionosphere.spec.ion.HealthLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether rows come and are kept up with, by a device's newest bucket and its own clock. */
public final class SourceCheck {

  /**
   * @param since when the node was first heard of on the device
   * @param closed when the newest bucket was
   */
  public static List<Finding> of(
      SourceState source, Instant since, Instant closed, HealthLimits limits) {
    return List.of(stopped(source, since, closed, limits), lags(source, closed, limits));
  }

  private static Finding stopped(
      SourceState source, Instant since, Instant closed, HealthLimits limits) {
    @Nullable Instant last = source.lastRow();
    Duration without = Duration.between(last == null ? since : last, closed);
    boolean faulty = source.status() == SourceState.Status.FAULTY;
    boolean idle =
        source.status() == SourceState.Status.IDLE && without.compareTo(limits.idle()) >= 0;
    String text =
        faulty
            ? "source cannot be read: " + source.reason()
            : "source: no row for %s, allowed %s"
                .formatted(Words.length(without), Words.length(limits.idle()));
    return new Finding(
        Signal.SOURCE,
        "",
        Math.max(0, without.toSeconds()),
        limits.idle().toSeconds(),
        faulty || idle,
        text);
  }

  private static Finding lags(SourceState source, Instant closed, HealthLimits limits) {
    @Nullable Instant newest = source.newest();
    @Nullable Long behind = source.behind();
    // A row that is not of its time tells nothing of those that wait.
    boolean told = newest != null && !newest.isAfter(closed);
    @Nullable Instant reached = told ? newest : source.lastRow();
    Duration age = reached == null ? Duration.ZERO : Duration.between(reached, closed);
    boolean waits = behind != null && behind > 0;
    return new Finding(
        Signal.LAG,
        "",
        Math.max(0, age.toSeconds()),
        limits.lag().toSeconds(),
        waits && age.compareTo(limits.lag()) >= 0,
        "source: newest row is %s old and %d bytes wait, allowed %s"
            .formatted(Words.length(age), behind == null ? 0 : behind, Words.length(limits.lag())));
  }

  private SourceCheck() {}
}
