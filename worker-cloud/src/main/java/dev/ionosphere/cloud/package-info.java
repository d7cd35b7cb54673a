/** The cloud worker process: configuration, wiring, health. What it does lives in activities. */
@NullMarked
package dev.ionosphere.cloud;

import org.jspecify.annotations.NullMarked;
