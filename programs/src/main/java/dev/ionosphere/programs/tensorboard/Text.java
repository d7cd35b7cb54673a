package dev.ionosphere.programs.tensorboard;

import java.time.Instant;

/** A text, cut where it is long. */
public record Text(long step, Instant time, String text) {}
