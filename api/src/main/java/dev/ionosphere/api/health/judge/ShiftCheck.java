package dev.ionosphere.api.health.judge;

import dev.ionosphere.models.health.HealthScores;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.health.Significance;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether features are distributed as in training. The index alone is large by chance in few rows;
 * so at least one bin must hold another share than chance explains.
 */
record ShiftCheck(Signal signal) implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    double most = evidence.policy().limits().psi();
    List<Finding> findings = new ArrayList<>();
    for (Evidence.Compared feature : evidence.features()) {
      double index = HealthScores.populationStabilityIndex(feature.training(), feature.now());
      if (Double.isNaN(index)) {
        continue;
      }
      Significance level = evidence.perFeature(feature.now().bins());
      findings.add(
          new Finding(
              signal,
              feature.name(),
              index,
              most,
              index > most && differs(level, feature.training(), feature.now()),
              "%s: PSI %s, allowed %s or less%s"
                  .formatted(
                      feature.name(), Words.score(index), Words.score(most), unseen(feature))));
    }
    return findings;
  }

  /** A text that training did not see is worth a word: its name is not kept. */
  private static String unseen(Evidence.Compared feature) {
    if (feature.feature().labels().isEmpty() || feature.now().rows() == 0) {
      return "";
    }
    long[] counts = feature.now().counts();
    double share = (double) counts[counts.length - 1] / feature.now().rows();
    return share == 0
        ? ""
        : ", %s of the rows have a value that training did not see".formatted(Words.percent(share));
  }

  static boolean differs(Significance level, Histogram before, Histogram now) {
    long[] counts = now.counts();
    long[] first = before.counts();
    for (int bin = 0; bin < counts.length; bin++) {
      if (level.differ(counts[bin], now.rows(), first[bin], before.rows())) {
        return true;
      }
    }
    return false;
  }
}
