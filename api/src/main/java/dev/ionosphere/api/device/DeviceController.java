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
  private final DeviceModels models;
  private final Clock clock;

  DeviceController(Devices devices, DeviceModels models, Clock clock) {
    this.devices = devices;
    this.models = models;
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
    Slice<View> slice = Slice.of(found, size, Device::id).map(this::view);
    return new Page(slice.items(), slice.next(), clock.instant());
  }

  @Get("/{device}")
  View get(String device) {
    return view(
        devices.findById(device).orElseThrow(() -> HubException.notFound("device", device)));
  }

  private static DeviceSelector parse(String selector) {
    try {
      return DeviceSelector.parse(selector);
    } catch (IllegalArgumentException e) {
      throw HubException.malformed("selector: " + e.getMessage());
    }
  }

  private View view(Device device) {
    return new View(
        device.id(),
        device.labels(),
        device.architecture(),
        device.memoryMb(),
        device.agentVersion(),
        device.enrolledBy(),
        device.enrolledAt(),
        device.lastSeen(),
        device.spoolDepth(),
        device.dropped(),
        device.putAside(),
        device.incarnation(),
        models.findByDeviceOrderByIon(device.id()));
  }

  record Page(List<View> items, @Nullable String next, Instant asOf) {}

  /** A device and what it should and does run. */
  record View(
      String id,
      Map<String, String> labels,
      String architecture,
      long memoryMb,
      String agentVersion,
      String enrolledBy,
      Instant enrolledAt,
      @Nullable Instant lastSeen,
      long spoolDepth,
      long dropped,
      long putAside,
      long incarnation,
      List<DeviceModel> models) {}
}
