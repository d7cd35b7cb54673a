package dev.ionosphere.api.health.judge;

import dev.ionosphere.models.health.Baseline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether values do not change that changed in training: all are one number, in more rows than
 * chance explains where they were most often alike.
 */
record StuckCheck() implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (Evidence.Compared feature : evidence.features()) {
      @Nullable Double least = feature.seen().least();
      @Nullable Double greatest = feature.seen().greatest();
      if (least == null || greatest == null || feature.training().rows() == 0) {
        continue;
      }
      double often =
          (double) Arrays.stream(feature.training().counts()).max().orElse(0)
              / feature.training().rows();
      long needed = evidence.perFeature(1).rowsAlike(often);
      boolean alike = least.equals(greatest);
      findings.add(
          new Finding(
              Signal.STUCK,
              feature.name(),
              greatest - least,
              0,
              alike && feature.values() >= needed,
              "%s: is %s in all of %d rows, allowed are at most %s alike"
                  .formatted(
                      feature.name(),
                      shown(feature.feature(), least),
                      feature.values(),
                      needed == Long.MAX_VALUE ? "any number" : needed)));
    }
    return findings;
  }

  private static String shown(Baseline.Feature feature, double value) {
    return feature.labels().isEmpty()
        ? Words.number(value)
        : value >= 0 && value < feature.labels().size()
            ? "'" + feature.labels().get((int) value) + "'"
            : "a value that training did not see";
  }
}
