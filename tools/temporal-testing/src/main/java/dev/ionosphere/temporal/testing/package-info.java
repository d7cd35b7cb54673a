/** The in-memory Temporal, for machines where no real one can be had. Nothing else belongs here. */
@NullMarked
package dev.ionosphere.temporal.testing;

import org.jspecify.annotations.NullMarked;
