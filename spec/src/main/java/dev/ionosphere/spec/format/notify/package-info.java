/** How a node of kind {@code notify} is written. */
@NullMarked
package dev.ionosphere.spec.format.notify;

import org.jspecify.annotations.NullMarked;
