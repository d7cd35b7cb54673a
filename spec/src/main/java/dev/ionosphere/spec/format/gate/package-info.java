/** How a node of kind {@code gate} is written. */
@NullMarked
package dev.ionosphere.spec.format.gate;

import org.jspecify.annotations.NullMarked;
