package dev.ionosphere.edge.status;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people need to know of a device that they have no shell on.
 *
 * @param lastRefusal why the device refused a model last; nothing if it has not since its start
 * @param lastOrderRefusal the same of an order
 * @param lastDiskFault what the disk did not take or had broken last; the same
 * @param failing parts of the agent that fail now, each with what failed
 * @param heldIncidents incidents that wait in memory because the disk does not take them
 * @param log the last lines of the log, oldest first
 */
public record Diagnostics(
    DiskSpace disk,
    ClockState clock,
    @Nullable String lastRefusal,
    @Nullable String lastOrderRefusal,
    @Nullable String lastDiskFault,
    Map<String, String> failing,
    int heldIncidents,
    List<String> log) {

  public Diagnostics {
    failing = Map.copyOf(failing);
    log = List.copyOf(log);
  }

  /**
   * The file system of the data directory, in MiB; both are -1 if it cannot be asked.
   *
   * @param free for the agent
   */
  public record DiskSpace(long free, long total) {}

  /**
   * The device's clock.
   *
   * @param trusted false if it says what cannot be; times of buckets and incidents are wrong then
   * @param offsetSeconds how far the hub's clock is ahead; nothing if the hub has not answered
   *     since the start
   */
  public record ClockState(boolean trusted, @Nullable Long offsetSeconds) {}
}
