package dev.ionosphere.api.health.judge;

import java.util.List;

/** Whether too many rows are anomalies. */
record AnomalyCheck(Signal signal) implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    Sums sums = evidence.sums();
    if (sums.scored() == 0) {
      return List.of();
    }
    double most = evidence.policy().limits().anomalies();
    double share = (double) sums.anomalies() / sums.scored();
    return List.of(
        new Finding(
            signal,
            "",
            share,
            most,
            evidence.ofAll(1).above(sums.anomalies(), sums.scored(), most),
            "%s of %d rows are anomalies, allowed %s"
                .formatted(Words.percent(share), sums.scored(), Words.percent(most))));
  }
}
