package dev.ionosphere.api.health;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** How fast a device may fill ledgers: 1,000 incidents at once, 1,000 an hour for long. */
@Singleton
final class IncidentAllowance {

  private static final double BURST = 1_000;
  private static final double PER_MILLISECOND = 1_000.0 / 3_600_000;
  private static final int DEVICES = 10_000;

  private final Clock clock;
  private final Map<String, Left> devices =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Left> eldest) {
          return size() > DEVICES;
        }
      };

  IncidentAllowance(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean admit(String device) {
    long now = clock.millis();
    Left before = devices.getOrDefault(device, new Left(BURST, now));
    double left =
        Math.min(BURST, before.incidents + Math.max(0, now - before.at) * PER_MILLISECOND);
    boolean admitted = left >= 1;
    devices.put(device, new Left(admitted ? left - 1 : left, now));
    return admitted;
  }

  /** What was left at a time. */
  private record Left(double incidents, long at) {}
}
