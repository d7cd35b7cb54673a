/**
 * The native scorer: a {@link dev.ionosphere.models.scoring.ScoringPlan} says what to compute, a
 * {@link dev.ionosphere.models.scoring.Scorer} computes it, {@link
 * dev.ionosphere.models.scoring.GoldenRows} prove that it equals the engine that trained it.
 */
@NullMarked
package dev.ionosphere.models.scoring;

import org.jspecify.annotations.NullMarked;
