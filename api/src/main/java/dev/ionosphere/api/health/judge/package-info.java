/**
 * Judges what was seen: sums and a policy in, findings out. Pure: no database, no clock. Start at
 * {@link dev.ionosphere.api.health.judge.Track}, which keeps what is judged, and {@link
 * dev.ionosphere.api.health.judge.Signal}, which lists what may be found.
 */
@NullMarked
package dev.ionosphere.api.health.judge;

import org.jspecify.annotations.NullMarked;
