/**
 * Is the model still fit for what it sees? A {@link dev.ionosphere.models.health.Baseline} of
 * training, a {@link dev.ionosphere.models.health.FeatureCounter} of what is seen now, {@link
 * dev.ionosphere.models.health.HealthScores} between the two.
 */
@NullMarked
package dev.ionosphere.models.health;

import org.jspecify.annotations.NullMarked;
