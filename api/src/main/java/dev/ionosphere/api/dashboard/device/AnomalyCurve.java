package dev.ionosphere.api.dashboard.device;

import dev.ionosphere.api.dashboard.chart.Chart;
import dev.ionosphere.api.dashboard.chart.TimeLabels;
import dev.ionosphere.api.health.StoredBucket;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The share of anomalies in each bucket with scored rows, by the time of the rows. */
final class AnomalyCurve {

  static Optional<Chart> of(List<StoredBucket> buckets) {
    List<StoredBucket> scored =
        buckets.stream()
            .filter(bucket -> bucket.rowsScored() > 0)
            .sorted(Comparator.comparing(StoredBucket::startedAt))
            .toList();
    if (scored.isEmpty()) {
      return Optional.empty();
    }
    double[] shares =
        scored.stream()
            .mapToDouble(bucket -> 100.0 * bucket.anomalies() / bucket.rowsScored())
            .map(share -> Math.round(share * 10) / 10.0)
            .toArray();
    return Optional.of(
        new Chart(
            "line",
            TimeLabels.of(scored.stream().map(StoredBucket::startedAt).toList()),
            List.of(new Chart.Series("anomalies", "chart-b", false, shares)),
            " %",
            null,
            "Share of anomalies in each bucket, last " + shares[shares.length - 1] + " per cent"));
  }

  private AnomalyCurve() {}
}
