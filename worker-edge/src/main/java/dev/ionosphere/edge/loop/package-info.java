/** Scores rows every interval with the active model; needs neither hub nor Temporal. */
@NullMarked
package dev.ionosphere.edge.loop;

import org.jspecify.annotations.NullMarked;
