/**
 * Rows, wherever they come from. Training, devices, hub and CLI read through here, so that none of
 * them can read a file differently. Needs nothing but the JDK, of release 17.
 */
@NullMarked
package dev.ionosphere.data;

import org.jspecify.annotations.NullMarked;
