/** Fakes of what is around a device. */
@NullMarked
package dev.ionosphere.edge.testing;

import org.jspecify.annotations.NullMarked;
