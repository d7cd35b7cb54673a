package dev.ionosphere.api.telemetry;

import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry;
import org.jspecify.annotations.Nullable;

/** A record of a spool as the hub reads it. */
sealed interface Reported {

  Telemetry.Entry entry();

  /**
   * What a node saw.
   *
   * @param name what people know it by
   */
  record Counted(Telemetry.Entry entry, Bucket body, String name) implements Reported {}

  /** Something the device did or refused by itself. */
  record Incident(Telemetry.Entry entry, Telemetry.Incident body) implements Reported {}

  /**
   * One that will never be taken.
   *
   * @param ion that it is about, as far as that can be read
   */
  record Refused(Telemetry.Entry entry, @Nullable String ion, String reason) implements Reported {}
}
