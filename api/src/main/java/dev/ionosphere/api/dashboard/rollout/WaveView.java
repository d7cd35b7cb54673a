package dev.ionosphere.api.dashboard.rollout;

import dev.ionosphere.api.rollout.Rollout;
import dev.ionosphere.api.rollout.RolloutWave;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One wave.
 *
 * @param size how many devices are in it
 * @param judged how it ended, null if it has not
 */
public record WaveView(int number, int size, @Nullable RolloutWave judged) {

  /** Every planned wave with how it ended. */
  static List<WaveView> of(Rollout rollout, List<RolloutWave> judged) {
    List<WaveView> views = new ArrayList<>();
    for (int size : rollout.waves()) {
      int number = views.size() + 1;
      RolloutWave ended =
          judged.stream().filter(wave -> wave.wave() == number).findFirst().orElse(null);
      views.add(new WaveView(number, size, ended));
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
