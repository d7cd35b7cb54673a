package dev.ionosphere.api.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;

/**
 * A token bucket for each name, full at first. At most 10,000 names are kept. A name that was
 * dropped starts with a full bucket again.
 */
public final class RateLimiter {

  private static final int NAMES = 10_000;

  private final int burst;
  private final double perMilli;
  private final Clock clock;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(NAMES).executor(Runnable::run).build();

  /**
   * Fills each bucket up to {@code burst}, {@code tokens} in each {@code period}.
   *
   * @throws IllegalArgumentException unless all three are positive
   */
  public RateLimiter(int burst, int tokens, Duration period, Clock clock) {
    if (burst < 1 || tokens < 1 || period.toMillis() < 1) {
      throw new IllegalArgumentException(
          "burst " + burst + ", " + tokens + " in " + period + "; all are positive");
    }
    this.burst = burst;
    this.perMilli = (double) tokens / period.toMillis();
    this.clock = clock;
  }

  /** Takes a token of {@code name}, if one is there. */
  public synchronized boolean admit(String name) {
    long now = clock.millis();
    Bucket before = buckets.get(name, full -> new Bucket(burst, now));
    double tokens = Math.min(burst, before.tokens + Math.max(0, now - before.at) * perMilli);
    boolean admitted = tokens >= 1;
    buckets.put(name, new Bucket(admitted ? tokens - 1 : tokens, now));
    return admitted;
  }

  /** Tokens that were left at a time. */
  private record Bucket(double tokens, long at) {}
}
