package dev.ionosphere.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came of the demo: each step with whether it truly happened.
 *
 * @param steps in the order of the story
 */
record Verdict(List<Step> steps) {
  static final double FALSE_ALARMS_AT_MOST = 0.03;
  static final double WORN_FLAGGED_AT_LEAST = 0.90;

  Verdict {
    steps = List.copyOf(steps);
  }

  boolean holds() {
    return steps.stream().allMatch(Step::happened);
  }

  /** One line of the summary. */
  record Step(String name, boolean happened, String figures) {}

  /**
   * What the rows say, from what devices delivered against what is in their files.
   *
   * @param files rows by device
   * @param flown what the hub received by device
   * @param anomalies numbers of the rows over the threshold by device, from 0
   */
  static List<Step> ofRows(
      Map<String, Integer> files,
      Map<String, DemoHub.DeviceProgress> flown,
      Map<String, Set<Long>> anomalies) {
    long inFiles = 0;
    long scored = 0;
    long healthy = 0;
    long falseAlarms = 0;
    long worn = 0;
    long wornFlagged = 0;
    long active = 0;
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Integer> file : files.entrySet()) {
      DemoHub.DeviceProgress device =
          flown.getOrDefault(file.getKey(), DemoHub.DeviceProgress.NOTHING);
      int rows = file.getValue();
      inFiles += rows;
      scored += device.rows();
      if (device.rows() != rows) {
        wrong.add(file.getKey() + " " + device.rows() + " of " + rows);
      }
      if (device.active()) {
        active++;
      }
      healthy += Math.min(TurbofanData.HEALTHY, rows);
      worn += Math.min(TurbofanData.WORN, rows);
      for (long row : anomalies.getOrDefault(file.getKey(), Set.of())) {
        if (row < TurbofanData.HEALTHY) {
          falseAlarms++;
        }
        if (row >= rows - TurbofanData.WORN && row < rows) {
          wornFlagged++;
        }
      }
    }
    double falseShare = share(falseAlarms, healthy);
    double wornShare = share(wornFlagged, worn);
    return List.of(
        new Step(
            "devices on the model",
            active == files.size(),
            "%d of %d".formatted(active, files.size())),
        new Step(
            "rows scored",
            wrong.isEmpty() && inFiles > 0,
            "%,d of %,d in the files%s"
                .formatted(
                    scored, inFiles, wrong.isEmpty() ? "" : "; " + String.join(", ", wrong))),
        new Step(
            "false alarms",
            scored > 0 && falseShare <= FALSE_ALARMS_AT_MOST,
            "%.1f %% of %,d healthy flights (1-%d), at most %.0f %%"
                .formatted(
                    100 * falseShare, healthy, TurbofanData.HEALTHY, 100 * FALSE_ALARMS_AT_MOST)),
        new Step(
            "wear noticed",
            wornShare >= WORN_FLAGGED_AT_LEAST,
            "%.1f %% of the last %d flights, missed %.1f %%; at least %.0f %%"
                .formatted(
                    100 * wornShare,
                    TurbofanData.WORN,
                    100 * (1 - wornShare),
                    100 * WORN_FLAGGED_AT_LEAST)));
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
