package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.data.row.ColumnType;
import java.util.Optional;

/**
 * Times that are written as whole numbers. What a model learned of them no later row would have, so
 * each would be an anomaly.
 */
final class EpochTimes {

  /** 2010-01-01 and 2040-01-01, in seconds: hardly anything else that is measured is so large. */
  private static final double FROM = 1_262_304_000;

  private static final double TO = 2_208_988_800.0;

  /** The unit, such as {@code ms}, if all values of the column could be times. */
  static Optional<String> unit(ColumnProfile column) {
    if (column.type() != ColumnType.INT64) {
      return Optional.empty();
    }
    double scale = 1;
    for (String unit : new String[] {"s", "ms", "us", "ns"}) {
      if (column.least() >= FROM * scale && column.most() <= TO * scale) {
        return Optional.of(unit);
      }
      scale *= 1_000;
    }
    return Optional.empty();
  }

  private EpochTimes() {}
}
