/** Whether the hub itself works. */
@NullMarked
package dev.ionosphere.api.liveness;

import org.jspecify.annotations.NullMarked;
