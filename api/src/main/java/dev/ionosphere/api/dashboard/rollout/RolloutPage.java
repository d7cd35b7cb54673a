package dev.ionosphere.api.dashboard.rollout;

import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.rollout.Rollout;
import java.util.List;

/**
 * One rollout.
 *
 * @param devices every device of the node with what it runs now
 * @param temporal address of its workflow in Temporal's UI, empty if there is none
 */
public record RolloutPage(
    Rollout rollout,
    List<WaveView> waves,
    List<DeviceModel> devices,
    String temporal,
    boolean mayControl) {
  public RolloutPage {
    waves = List.copyOf(waves);
    devices = List.copyOf(devices);
  }

  public boolean canPause() {
    return mayControl && rollout.state().equals("running");
  }

  public boolean canResume() {
    return mayControl && rollout.state().equals("paused");
  }

  public boolean canAbort() {
    return mayControl && rollout.finishedAt() == null;
  }
}
