/** The way to the hub: requests before and with a session, and whether it can be reached. */
@NullMarked
package dev.ionosphere.edge.hub;

import org.jspecify.annotations.NullMarked;
