package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.timeline.ColumnLimits;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import dev.ionosphere.models.health.Baseline;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a bucket can be what a device has seen with a model. A device may be hostile. */
final class BucketChecks {

  /** Rows of one bucket; keeps every sum far from overflow. */
  static final long MOST_ROWS = 1_000_000_000;

  private static final int LONGEST_SECONDS = 86_400;
  private static final int MOST_REASONS = 50;
  private static final int MOST_EXAMPLES = 4_000;
  private static final int LONGEST_TEXT = 2_000;
  private static final Pattern REASON = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  /** Why it cannot be counted, or nothing if it can. */
  static Optional<String> wrong(Bucket bucket, Baseline baseline) {
    return times(bucket)
        .or(() -> figures(bucket))
        .or(() -> refused(bucket))
        .or(() -> predictions(bucket))
        .or(() -> source(bucket.source()))
        .or(() -> features(bucket.features(), bucket.rows(), baseline));
  }

  private static Optional<String> times(Bucket bucket) {
    if (bucket.seconds() < 1 || bucket.seconds() > LONGEST_SECONDS) {
      return Optional.of(
          "got %d seconds, allowed are 1 to %d".formatted(bucket.seconds(), LONGEST_SECONDS));
    }
    if (!holds(bucket.start()) || !holds(bucket.closed())) {
      return Optional.of(
          "got start %s and closed %s, allowed are times of our era"
              .formatted(bucket.start(), bucket.closed()));
    }
    if (bucket.start().getNano() != 0 || bucket.start().getEpochSecond() % bucket.seconds() != 0) {
      return Optional.of(
          "got start %s, allowed is a whole multiple of %d s"
              .formatted(bucket.start(), bucket.seconds()));
    }
    return Optional.empty();
  }

  private static boolean holds(@Nullable Instant time) {
    return time != null && ColumnLimits.holds(time);
  }

  private static Optional<String> figures(Bucket bucket) {
    if (bucket.rows() < 0 || bucket.rows() > MOST_ROWS) {
      return Optional.of("got %d rows, allowed are 0 to %d".formatted(bucket.rows(), MOST_ROWS));
    }
    if (bucket.scored() < 0 || bucket.scored() > bucket.rows()) {
      return Optional.of(
          "got %d of %d rows scored, allowed are 0 to all"
              .formatted(bucket.scored(), bucket.rows()));
    }
    if (bucket.rowsUnseen() < 0 || bucket.rowsUnseen() > bucket.rows() - bucket.scored()) {
      return Optional.of(
          "got %d rows with a category unseen of %d rows not scored, allowed are 0 to all"
              .formatted(bucket.rowsUnseen(), bucket.rows() - bucket.scored()));
    }
    if (bucket.anomalies() < bucket.examples().size()
        || bucket.anomalies() > bucket.scored()
        || bucket.examples().size() > MOST_EXAMPLES) {
      return Optional.of(
          "got %d anomalies and %d examples of %d rows scored, allowed are at most the rows and %d examples of them"
              .formatted(
                  bucket.anomalies(), bucket.examples().size(), bucket.scored(), MOST_EXAMPLES));
    }
    return bucket.examples().stream().allMatch(BucketChecks::possible)
        ? Optional.empty()
        : Optional.of("an anomaly has no row or finite score, or an odd label");
  }

  private static boolean possible(Telemetry.Anomaly anomaly) {
    return anomaly.row() >= 0
        && Double.isFinite(anomaly.score())
        && (anomaly.label() == null || isLabel(anomaly.label()));
  }

  private static boolean isLabel(String text) {
    try {
      return text.equals(ShortText.checked("label", text));
    } catch (ModelFormatException e) {
      return false;
    }
  }

  private static Optional<String> refused(Bucket bucket) {
    if (bucket.refused().size() > MOST_REASONS) {
      return Optional.of(
          "got %d reasons of refused rows, allowed are at most %d"
              .formatted(bucket.refused().size(), MOST_REASONS));
    }
    long left = MOST_ROWS;
    for (Map.Entry<String, Long> reason : bucket.refused().entrySet()) {
      @Nullable Long count = reason.getValue();
      if (!REASON.matcher(reason.getKey()).matches()
          || count == null
          || count < 0
          || count > left) {
        return Optional.of(
            "refused: got %s rows, allowed are names with 0 or more rows, in sum at most %d"
                .formatted(count, MOST_ROWS));
      }
      left -= count;
    }
    @Nullable String first = bucket.firstRefused();
    return first == null || first.length() <= LONGEST_TEXT
        ? Optional.empty()
        : Optional.of("firstRefused: allowed are at most " + LONGEST_TEXT + " characters");
  }

  private static Optional<String> predictions(Bucket bucket) {
    return fit(bucket.predictions(), bucket.scored())
        ? Optional.empty()
        : Optional.of(counts("predictions", bucket.predictions(), bucket.scored()));
  }

  private static Optional<String> source(Bucket.SourceState source) {
    @Nullable Long behind = source.behind();
    boolean fits =
        (source.lastRow() == null || holds(source.lastRow()))
            && (source.newest() == null || holds(source.newest()))
            && (behind == null || behind >= 0)
            && source.reason().length() <= LONGEST_TEXT;
    return fits
        ? Optional.empty()
        : Optional.of(
            "source: allowed are times of our era, 0 or more bytes behind, a reason of at most "
                + LONGEST_TEXT
                + " characters");
  }

  private static Optional<String> features(
      Map<String, Bucket.Seen> features, long rows, Baseline baseline) {
    if (features.isEmpty() && rows == 0) {
      return Optional.empty();
    }
    if (features.size() != baseline.features().size()) {
      return Optional.of(
          "got histograms of %d features, the model has %d"
              .formatted(features.size(), baseline.features().size()));
    }
    for (Baseline.Feature feature : baseline.features()) {
      Bucket.@Nullable Seen seen = features.get(feature.name());
      if (seen == null) {
        return Optional.of("feature " + feature.name() + " has no histogram");
      }
      if (seen.counts().length != feature.bins().size()) {
        return Optional.of(
            "feature %s: got %d bins, the model has %d"
                .formatted(feature.name(), seen.counts().length, feature.bins().size()));
      }
      if (!fit(seen.counts(), rows)) {
        return Optional.of(counts("feature " + feature.name(), seen.counts(), rows));
      }
      if (!inOrder(seen.least(), seen.greatest())) {
        return Optional.of(
            "feature %s: got values from %s to %s, allowed are finite numbers in order, or none"
                .formatted(feature.name(), seen.least(), seen.greatest()));
      }
    }
    return Optional.empty();
  }

  private static boolean inOrder(@Nullable Double least, @Nullable Double greatest) {
    if (least == null || greatest == null) {
      return least == null && greatest == null;
    }
    return Double.isFinite(least) && Double.isFinite(greatest) && least <= greatest;
  }

  private static boolean fit(long[] counts, long rows) {
    long left = rows;
    for (long count : counts) {
      if (count < 0 || count > left) {
        return false;
      }
      left -= count;
    }
    return true;
  }

  private static String counts(String what, long[] counts, long rows) {
    return "%s: got counts %s of %d rows, allowed: 0 or more, in sum at most the rows"
        .formatted(what, Arrays.toString(Arrays.copyOf(counts, Math.min(counts.length, 20))), rows);
  }

  private BucketChecks() {}
}
