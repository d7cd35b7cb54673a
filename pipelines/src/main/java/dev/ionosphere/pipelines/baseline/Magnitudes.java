package dev.ionosphere.pipelines.baseline;

import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.pipelines.JobException;
import java.util.List;

/** Values whose squares, summed over many rows, a double still holds. */
public final class Magnitudes {

  private static final double LARGEST = 1e150;
  private static final double SMALLEST = 1e-150;

  /**
   * @param input its name, for messages
   * @throws JobException if a column has others; names it
   */
  public static void check(String input, List<ColumnProfile> features) {
    for (ColumnProfile feature : features) {
      double extreme = -feature.least() > feature.most() ? feature.least() : feature.most();
      if (Math.abs(extreme) > LARGEST) {
        throw refused(
            input,
            feature,
            "holds " + extreme,
            "values from -1e150 to 1e150",
            "say in the format that this is how a missing value is written");
      }
      if (feature.most() - feature.least() < SMALLEST) {
        throw refused(
            input,
            feature,
            "holds values from %s to %s".formatted(feature.least(), feature.most()),
            "values that differ by 1e-150",
            "use another unit");
      }
    }
  }

  private static JobException refused(
      String input, ColumnProfile feature, String got, String allowed, String advice) {
    return new JobException(
        "input %s: column '%s' %s, training can compute with %s; list it under 'exclude', or %s"
            .formatted(input, ShownText.name(feature.name()), got, allowed, advice));
  }

  private Magnitudes() {}
}
