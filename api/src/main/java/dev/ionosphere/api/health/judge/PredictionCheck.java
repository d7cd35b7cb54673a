package dev.ionosphere.api.health.judge;

import dev.ionosphere.models.health.HealthScores;
import dev.ionosphere.models.health.Histogram;
import java.util.Arrays;
import java.util.List;

/** Whether the model says the same things as of its first rows. */
record PredictionCheck() implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    long[] first = evidence.first();
    int labels = Math.max(first.length, evidence.sums().predictions().length);
    Histogram before = Histogram.of(Arrays.copyOf(first, labels));
    Histogram now = Histogram.of(Arrays.copyOf(evidence.sums().predictions(), labels));
    double index = HealthScores.populationStabilityIndex(before, now);
    if (Double.isNaN(index)) {
      return List.of();
    }
    double most = evidence.policy().limits().predictions();
    boolean differs = ShiftCheck.differs(evidence.ofAll(labels), before, now);
    return List.of(
        new Finding(
            Signal.PREDICTIONS,
            "",
            index,
            most,
            index > most && differs,
            "PSI %s against what the model said of its first %d rows, allowed %s or less"
                .formatted(Words.score(index), before.rows(), Words.score(most))));
  }
}
