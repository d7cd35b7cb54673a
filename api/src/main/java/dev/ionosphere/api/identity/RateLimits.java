package dev.ionosphere.api.identity;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bucket of tokens for each caller: bursts of 400, 100 a second for long. Devices are not limited
 * here; their deliveries are bounded and rare.
 */
@Singleton
final class RateLimits {

  private static final double BURST = 400;
  private static final double PER_SECOND = 100;
  private static final int CALLERS = 10_000;

  private final Clock clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > CALLERS;
        }
      };

  RateLimits(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean admit(String caller) {
    long now = clock.millis();
    Bucket bucket = buckets.getOrDefault(caller, new Bucket(BURST, now));
    double tokens =
        Math.min(BURST, bucket.tokens + Math.max(0, now - bucket.at) * PER_SECOND / 1000);
    boolean admitted = tokens >= 1;
    buckets.put(caller, new Bucket(admitted ? tokens - 1 : tokens, now));
    return admitted;
  }

  /** Tokens that were left at a time. */
  private record Bucket(double tokens, long at) {}
}
