package dev.ionosphere.spec.schedule;

/** When a node is due. */
public sealed interface Schedule permits CronSchedule, IntervalSchedule {}
