/** Limits how often a caller may do something. */
@NullMarked
package dev.ionosphere.api.ratelimit;

import org.jspecify.annotations.NullMarked;
