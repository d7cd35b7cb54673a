/** What the device tells about itself: to the hub with each delivery, to people in a file. */
@NullMarked
package dev.ionosphere.edge.status;

import org.jspecify.annotations.NullMarked;
