package dev.ionosphere.api.health.judge;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether too many rows are not taken, or not scored for a category that training did not see. */
record RefusedCheck() implements Check {

  /** As a reason beside those of the readers. */
  private static final String UNSEEN = "unseen";

  @Override
  public List<Finding> of(Evidence evidence) {
    Sums sums = evidence.sums();
    if (sums.came() == 0) {
      return List.of();
    }
    double most = evidence.policy().limits().refused();
    long left = sums.refusals() + sums.rowsUnseen();
    double share = (double) left / sums.came();
    String reasons =
        Stream.concat(
                sums.refused().entrySet().stream(), Stream.of(Map.entry(UNSEEN, sums.rowsUnseen())))
            .filter(reason -> reason.getValue() > 0)
            .map(reason -> reason.getKey() + " " + reason.getValue())
            .collect(Collectors.joining(", "));
    return List.of(
        new Finding(
            Signal.REFUSED,
            "",
            share,
            most,
            evidence.ofAll(1).above(left, sums.came(), most),
            "%s of %d rows are refused%s, allowed %s"
                .formatted(
                    Words.percent(share),
                    sums.came(),
                    reasons.isEmpty() ? "" : " (" + reasons + ")",
                    Words.percent(most))));
  }
}
