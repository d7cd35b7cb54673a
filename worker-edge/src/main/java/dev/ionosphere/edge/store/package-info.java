/**
 * What survives a power cut: durable files, and each node's desired, actual and last good state.
 */
@NullMarked
package dev.ionosphere.edge.store;

import org.jspecify.annotations.NullMarked;
