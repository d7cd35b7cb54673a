/** Traces and log context that follow a message through activities. */
@NullMarked
package dev.ionosphere.activities.tracing;

import org.jspecify.annotations.NullMarked;
