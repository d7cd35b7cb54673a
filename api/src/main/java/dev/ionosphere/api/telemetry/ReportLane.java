package dev.ionosphere.api.telemetry;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * How far one lane of a device's spool has come.
 *
 * @param id {@code <device>:<incarnation>:<lane>}
 * @param newest number that has a verdict; all before it have one, or will never come
 */
@MappedEntity("report_lane")
public record ReportLane(
    @Id String id, String device, long incarnation, String lane, long newest, Instant reportedAt) {

  static String id(String device, long incarnation, String lane) {
    return device + ":" + incarnation + ":" + lane;
  }
}
