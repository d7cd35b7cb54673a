/** Model packages on the device: where they lie, and what is taken from one to run it. */
@NullMarked
package dev.ionosphere.edge.model;

import org.jspecify.annotations.NullMarked;
