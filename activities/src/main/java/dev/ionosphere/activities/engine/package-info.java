/**
 * Engines: launched, watched and stopped by us, never modified. Start reading at {@link
 * dev.ionosphere.activities.engine.Engine}. Nothing of Temporal or the hub comes in here.
 */
@NullMarked
package dev.ionosphere.activities.engine;

import org.jspecify.annotations.NullMarked;
