/** The way to the hub: authenticated requests, and whether it can be reached. */
@NullMarked
package dev.ionosphere.edge.hub;

import org.jspecify.annotations.NullMarked;
