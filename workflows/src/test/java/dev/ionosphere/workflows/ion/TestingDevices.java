package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.device.ApplyOutcome;
import dev.ionosphere.workflows.device.DesiredState;
import dev.ionosphere.workflows.device.DeviceActivities;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Devices that take what they are told, unless they are told to behave otherwise. */
public final class TestingDevices implements DeviceActivities {

  private final List<DesiredState> told = new CopyOnWriteArrayList<>();
  private volatile Function<DesiredState, ApplyOutcome> behaviour = TestingDevices::active;

  public void behaviour(Function<DesiredState, ApplyOutcome> next) {
    behaviour = next;
  }

  @Override
  public ApplyOutcome apply(DesiredState desired) {
    told.add(desired);
    return behaviour.apply(desired);
  }

  public List<DesiredState> told() {
    return List.copyOf(told);
  }

  public static ApplyOutcome active(DesiredState desired) {
    return new ApplyOutcome(
        desired.device(),
        desired.generation(),
        desired.model().digest(),
        ApplyOutcome.Status.ACTIVE,
        "");
  }

  public static ApplyOutcome refused(DesiredState desired) {
    return new ApplyOutcome(
        desired.device(),
        desired.generation() - 1,
        "sha256:old",
        ApplyOutcome.Status.REFUSED,
        "golden rows differ");
  }
}
