package dev.ionosphere.spec.schedule;

import java.time.Duration;

/** A fixed interval, counted from the last fire. */
public record IntervalSchedule(Duration every) implements Schedule {}
