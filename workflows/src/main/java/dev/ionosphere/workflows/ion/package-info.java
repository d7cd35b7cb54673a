/** The ION as a pure state machine and the workflow around it. */
@NullMarked
package dev.ionosphere.workflows.ion;

import org.jspecify.annotations.NullMarked;
