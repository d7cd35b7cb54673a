package dev.ionosphere.api.device;

import dev.ionosphere.api.page.Slice;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.spec.ion.DeviceSelector;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The fleet for people. */
@Controller("/api/v1/devices")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceController {

  private final Devices devices;
  private final DeviceViews views;
  private final Clock clock;

  DeviceController(Devices devices, DeviceViews views, Clock clock) {
    this.devices = devices;
    this.views = views;
    this.clock = clock;
  }

  /** By id; all devices, or those whose labels match. */
  @Get
  Page list(
      @Nullable @QueryValue String selector,
      @QueryValue(defaultValue = "") String cursor,
      @QueryValue(defaultValue = "200") int limit) {
    int size = Slice.size(limit);
    Predicate<Map<String, String>> wanted =
        selector == null ? labels -> true : parse(selector)::matches;
    List<Device> found =
        devices.findAllOrderById().stream()
            .filter(device -> device.id().compareTo(cursor) > 0)
            .filter(device -> wanted.test(device.labels()))
            .sorted(Comparator.comparing(Device::id)) // databases sort dashes as they like
            .limit(size)
            .toList();
    Slice<DeviceViews.View> slice = Slice.of(found, size, Device::id).map(views::of);
    return new Page(slice.items(), slice.next(), clock.instant());
  }

  @Get("/{device}")
  DeviceViews.View get(String device) {
    return views.of(
        devices.findById(device).orElseThrow(() -> HubException.notFound("device", device)));
  }

  private static DeviceSelector parse(String selector) {
    try {
      return DeviceSelector.parse(selector);
    } catch (IllegalArgumentException e) {
      throw HubException.malformed("selector: " + e.getMessage());
    }
  }

  record Page(List<DeviceViews.View> items, @Nullable String next, Instant asOf) {}
}
