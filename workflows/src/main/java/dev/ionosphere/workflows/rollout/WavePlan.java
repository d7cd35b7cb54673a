package dev.ionosphere.workflows.rollout;

import dev.ionosphere.spec.ion.Wave;
import java.util.ArrayList;
import java.util.List;

/** Which devices each wave asks. */
final class WavePlan {

  /** A cohort holds at most this many: measured, larger ones make Temporal retry. */
  static final int COHORT = 50;

  /**
   * @param waves cumulative sizes in order; what they leave out comes in a last wave
   * @return devices by wave, in order; waves that would add nobody are left out
   */
  static List<List<String>> split(List<String> devices, List<String> waves) {
    List<List<String>> split = new ArrayList<>();
    int from = 0;
    for (String text : waves) {
      Wave wave = WaveTexts.parse(text);
      int to = Math.clamp(wave.size(devices.size()), from, devices.size());
      if (to > from) {
        split.add(List.copyOf(devices.subList(from, to)));
        from = to;
      }
    }
    if (from < devices.size()) {
      split.add(List.copyOf(devices.subList(from, devices.size())));
    }
    return split;
  }

  static List<List<String>> cohorts(List<String> wave) {
    List<List<String>> cohorts = new ArrayList<>();
    for (int from = 0; from < wave.size(); from += COHORT) {
      cohorts.add(List.copyOf(wave.subList(from, Math.min(from + COHORT, wave.size()))));
    }
    return cohorts;
  }

  private WavePlan() {}
}
