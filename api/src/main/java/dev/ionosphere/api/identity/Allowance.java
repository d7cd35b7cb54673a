package dev.ionosphere.api.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each of many may do something: a bucket of tokens for each name, full at first. The
 * 10,000 names that came last are remembered; to be forgotten is to have a full bucket again.
 */
public final class Allowance {

  private static final int NAMES = 10_000;

  private final int burst;
  private final double perMilli;
  private final Clock clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > NAMES;
        }
      };

  /**
   * Fills each bucket up to {@code burst}, {@code tokens} in each {@code period}.
   *
   * @throws IllegalArgumentException unless all three are positive
   */
  public Allowance(int burst, int tokens, Duration period, Clock clock) {
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
    Bucket before = buckets.getOrDefault(name, new Bucket(burst, now));
    double tokens = Math.min(burst, before.tokens + Math.max(0, now - before.at) * perMilli);
    boolean admitted = tokens >= 1;
    buckets.put(name, new Bucket(admitted ? tokens - 1 : tokens, now));
    return admitted;
  }

  /** Tokens that were left at a time. */
  private record Bucket(double tokens, long at) {}
}
