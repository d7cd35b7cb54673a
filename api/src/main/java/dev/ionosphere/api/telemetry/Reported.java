package dev.ionosphere.api.telemetry;

import dev.ionosphere.models.device.Telemetry;
import org.jspecify.annotations.Nullable;

/** A record of a spool as the hub reads it. */
sealed interface Reported {

  Telemetry.Entry entry();

  /** Rows that were scored. */
  record Window(Telemetry.Entry entry, Telemetry.Window body) implements Reported {}

  /** Something the device did or refused by itself. */
  record Incident(Telemetry.Entry entry, Telemetry.Incident body) implements Reported {}

  /**
   * One that will never be taken.
   *
   * @param ion that it is about, as far as that can be read
   */
  record Refused(Telemetry.Entry entry, @Nullable String ion, String reason) implements Reported {}
}
