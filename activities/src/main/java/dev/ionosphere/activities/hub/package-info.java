/** Calls to the hub: the only way a cloud worker reaches the database and the blobs. */
@NullMarked
package dev.ionosphere.activities.hub;

import org.jspecify.annotations.NullMarked;
