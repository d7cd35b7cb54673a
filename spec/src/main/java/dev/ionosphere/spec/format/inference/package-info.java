/**
 * How a node of kind {@code inference} is written; the fragment of the schema lies in the
 * resources.
 */
@NullMarked
package dev.ionosphere.spec.format.inference;

import org.jspecify.annotations.NullMarked;
