/**
 * Releases on their way to devices, kept from the timeline. Start at {@link
 * dev.ionosphere.api.rollout.Rollout}.
 */
@NullMarked
package dev.ionosphere.api.rollout;

import org.jspecify.annotations.NullMarked;
