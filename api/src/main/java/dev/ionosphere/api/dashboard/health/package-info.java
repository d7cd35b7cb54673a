/**
 * Pages about what devices see, held against what training saw. Start at {@link
 * dev.ionosphere.api.dashboard.health.HealthPages}.
 */
@NullMarked
package dev.ionosphere.api.dashboard.health;

import org.jspecify.annotations.NullMarked;
