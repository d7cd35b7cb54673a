package dev.ionosphere.api.dashboard.device;

import dev.ionosphere.api.device.DeviceStatus;
import java.time.Instant;
import java.util.List;

/**
 * The fleet.
 *
 * @param showsKeys whether the person may see which keys orders are signed with
 */
public record DevicesPage(List<DeviceRow> devices, Instant now, boolean showsKeys) {
  public DevicesPage {
    devices = List.copyOf(devices);
  }

  public long current() {
    return devices.stream()
        .filter(row ->
            !row.isRevoked()
                && !row.models().isEmpty()
                && row.models().stream()
                    .allMatch(m -> m.actualGeneration() == m.wantedGeneration()))
        .count();
  }

  /** Those that are not revoked. */
  public long enrolled() {
    return devices.stream().filter(row -> !row.isRevoked()).count();
  }

  public long failed() {
    return devices.stream().filter(row -> row.status() == DeviceStatus.FAILED).count();
  }

  public long quiet() {
    return devices.stream().filter(row -> row.quiet(now)).count();
  }

  public long spooled() {
    return devices.stream().mapToLong(row -> row.device().spoolDepth()).sum();
  }
}
