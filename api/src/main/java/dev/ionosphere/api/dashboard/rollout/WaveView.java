package dev.ionosphere.api.dashboard.rollout;

import dev.ionosphere.api.rollout.Rollout;
import dev.ionosphere.api.rollout.RolloutWave;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One wave.
 *
 * @param size devices in this wave alone
 * @param judged how it ended, null if it has not
 */
public record WaveView(int number, int size, @Nullable RolloutWave judged) {

  /** Every planned wave with how it ended; a rollout's sizes are cumulative. */
  static List<WaveView> of(Rollout rollout, List<RolloutWave> judged) {
    List<WaveView> views = new ArrayList<>();
    int before = 0;
    for (int i = 0; i < rollout.waves().size(); i++) {
      int number = i + 1;
      int until = Math.min(rollout.waves().get(i), rollout.devices());
      RolloutWave ended =
          judged.stream().filter(wave -> wave.wave() == number).findFirst().orElse(null);
      views.add(new WaveView(number, Math.max(0, until - before), ended));
      before = Math.max(before, until);
    }
    return views;
  }

  public String state(Rollout rollout) {
    if (judged != null) {
      return judged.verdict();
    }
    return rollout.finishedAt() == null ? "not judged yet" : "not reached";
  }
}
