/**
 * Training runs: what the timeline says of them and how far they are. Start at {@link
 * dev.ionosphere.api.training.TrainingRun}.
 */
@NullMarked
package dev.ionosphere.api.training;

import org.jspecify.annotations.NullMarked;
