package dev.ionosphere.api.health.judge;

import dev.ionosphere.models.health.HealthScores;
import dev.ionosphere.models.health.Significance;
import java.util.ArrayList;
import java.util.List;

/** Whether rows stay where training was dense, feature by feature. */
record SimilarityCheck(Signal signal) implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    Significance level = evidence.perFeature(1);
    double least = evidence.policy().similarityMin();
    List<Finding> findings = new ArrayList<>();
    for (Evidence.Compared feature : evidence.features()) {
      double similarity = HealthScores.similarity(feature.training(), feature.now());
      if (Double.isNaN(similarity)) {
        continue;
      }
      boolean chance = similarity >= 1 - level.slack(feature.training(), feature.now().rows());
      findings.add(
          new Finding(
              signal,
              feature.name(),
              similarity,
              least,
              similarity < least && !chance,
              feature.name()
                  + ": similarity "
                  + Words.score(similarity)
                  + ", allowed "
                  + Words.score(least)
                  + " or more"));
    }
    return findings;
  }
}
