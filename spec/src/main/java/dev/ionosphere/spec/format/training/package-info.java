/**
 * How a node of kind {@code training} is written; the fragment of the schema lies in the resources.
 */
@NullMarked
package dev.ionosphere.spec.format.training;

import org.jspecify.annotations.NullMarked;
