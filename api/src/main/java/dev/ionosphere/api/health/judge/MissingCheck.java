package dev.ionosphere.api.health.judge;

import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.health.Significance;
import java.util.ArrayList;
import java.util.List;

/** Whether values of a feature do not come, beyond what training has seen. */
record MissingCheck() implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    Significance level = evidence.perFeature(1);
    List<Finding> findings = new ArrayList<>();
    for (Evidence.Compared feature : evidence.features()) {
      Histogram training = feature.training();
      long missing = feature.now().missing();
      long rows = feature.now().rows();
      double share = (double) missing / rows;
      double usual = training.rows() == 0 ? 0 : (double) training.missing() / training.rows();
      double most = Math.min(1, usual + evidence.policy().limits().missing());
      boolean chance = !level.differ(missing, rows, training.missing(), training.rows());
      findings.add(
          new Finding(
              Signal.MISSING,
              feature.name(),
              share,
              most,
              share > most && !chance,
              feature.name()
                  + ": "
                  + Words.percent(share)
                  + " of "
                  + rows
                  + " values missing, allowed "
                  + Words.percent(most)));
    }
    return findings;
  }
}
