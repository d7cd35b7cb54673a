/**
 * Is a model still fit for what it sees: windows from devices, scores, drift. Start at {@link
 * dev.ionosphere.api.health.HealthWindow}.
 */
@NullMarked
package dev.ionosphere.api.health;

import org.jspecify.annotations.NullMarked;
