/**
 * How a node of kind {@code approval} is written; the fragment of the schema lies in the resources.
 */
@NullMarked
package dev.ionosphere.spec.format.approval;

import org.jspecify.annotations.NullMarked;
