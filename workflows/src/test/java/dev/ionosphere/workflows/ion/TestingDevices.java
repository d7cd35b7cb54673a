package dev.ionosphere.workflows.ion;

import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.workflows.device.DeviceActivities;
import dev.ionosphere.workflows.device.DeviceOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Devices that take what they are told, unless they are told to behave otherwise. */
public final class TestingDevices implements DeviceActivities {

  private final List<DeviceOrder> told = new CopyOnWriteArrayList<>();
  private volatile Function<DeviceOrder, ApplyOutcome> behaviour = TestingDevices::active;

  public void behaviour(Function<DeviceOrder, ApplyOutcome> next) {
    behaviour = next;
  }

  @Override
  public ApplyOutcome apply(DesiredState desired) {
    throw new IllegalStateException("nobody signed " + desired);
  }

  @Override
  public ApplyOutcome follow(DeviceOrder order) {
    told.add(order);
    return behaviour.apply(order);
  }

  public List<DeviceOrder> told() {
    return List.copyOf(told);
  }

  public static ApplyOutcome active(DeviceOrder order) {
    return new ApplyOutcome(
        order.device(), order.generation(), "sha256:new", ApplyOutcome.Status.ACTIVE, "");
  }

  public static ApplyOutcome refused(DeviceOrder order) {
    return new ApplyOutcome(
        order.device(),
        order.generation() - 1,
        "sha256:old",
        ApplyOutcome.Status.REFUSED,
        "golden rows differ");
  }
}
