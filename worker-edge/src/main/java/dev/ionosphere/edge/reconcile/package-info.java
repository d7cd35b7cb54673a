/** Brings the device from what it runs to what it should run, or says why not. */
@NullMarked
package dev.ionosphere.edge.reconcile;

import org.jspecify.annotations.NullMarked;
