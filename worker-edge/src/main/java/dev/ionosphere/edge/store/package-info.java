/**
 * What survives a power cut. {@link dev.ionosphere.edge.store.StateDirectory} is the one way a
 * state file is written and read; {@link dev.ionosphere.edge.store.Disk} is all that changes the
 * disk.
 */
@NullMarked
package dev.ionosphere.edge.store;

import org.jspecify.annotations.NullMarked;
