/**
 * How well one engine that wears out is told from a fleet that has changed, on NASA's turbofan
 * engines and with the hub's own judgement. Start at {@link
 * dev.ionosphere.benchmarks.wear.WearFigures}, the command.
 */
@NullMarked
package dev.ionosphere.benchmarks.wear;

import org.jspecify.annotations.NullMarked;
