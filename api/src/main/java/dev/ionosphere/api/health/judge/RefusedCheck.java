package dev.ionosphere.api.health.judge;

import java.util.List;
import java.util.stream.Collectors;

/** Whether too many rows are not taken. */
record RefusedCheck() implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    Sums sums = evidence.sums();
    if (sums.came() == 0) {
      return List.of();
    }
    double most = evidence.policy().limits().refused();
    double share = (double) sums.refusals() / sums.came();
    String reasons =
        sums.refused().entrySet().stream()
            .filter(reason -> reason.getValue() > 0)
            .map(reason -> reason.getKey() + " " + reason.getValue())
            .collect(Collectors.joining(", "));
    return List.of(
        new Finding(
            Signal.REFUSED,
            "",
            share,
            most,
            evidence.ofAll(1).above(sums.refusals(), sums.came(), most),
            "%s of %d rows are refused%s, allowed %s"
                .formatted(
                    Words.percent(share),
                    sums.came(),
                    reasons.isEmpty() ? "" : " (" + reasons + ")",
                    Words.percent(most))));
  }
}
