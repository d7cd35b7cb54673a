/**
 * Pages about releases on their way to devices. Start at {@link
 * dev.ionosphere.api.dashboard.rollout.RolloutPages}.
 */
@NullMarked
package dev.ionosphere.api.dashboard.rollout;

import org.jspecify.annotations.NullMarked;
