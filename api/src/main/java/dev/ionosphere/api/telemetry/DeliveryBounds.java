package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.device.Telemetry;
import java.util.regex.Pattern;

/** What a delivery must be for its records to be looked at, and to have a verdict each. */
final class DeliveryBounds {

  private static final int MOST = 2_000;
  private static final int MOST_LANES = 8;
  private static final Pattern LANE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /**
   * @throws HubException if it is too large, or its records cannot be told apart
   */
  static void check(Telemetry telemetry) {
    int size = telemetry.records().size() + telemetry.actual().size() + telemetry.outcomes().size();
    if (size > MOST) {
      throw new HubException(
          ErrorCode.TOO_LARGE,
          "%d records and %d nodes: at most %d in one delivery"
              .formatted(telemetry.records().size(), telemetry.actual().size(), MOST));
    }
    for (Telemetry.Entry entry : telemetry.records()) {
      if (entry.lane() == null || !LANE.matcher(entry.lane()).matches() || entry.sequence() < 0) {
        throw new HubException(
            ErrorCode.INVALID,
            "records: got lane %s and sequence %d, allowed are 1 to 64 of A-Z, a-z, 0-9, _ and -,"
                    .formatted(entry.lane(), entry.sequence())
                + " and 0 or more");
      }
    }
    long lanes = telemetry.records().stream().map(Telemetry.Entry::lane).distinct().count();
    if (lanes > MOST_LANES) {
      throw new HubException(
          ErrorCode.INVALID,
          "records: got %d lanes, allowed are %d in one delivery".formatted(lanes, MOST_LANES));
    }
  }

  private DeliveryBounds() {}
}
