/** Figures for Prometheus. */
@NullMarked
package dev.ionosphere.api.metrics;

import org.jspecify.annotations.NullMarked;
