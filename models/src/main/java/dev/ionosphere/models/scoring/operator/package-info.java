/**
 * What a scoring plan is made of. An operator is one file: its numbers and their bounds, its binary
 * and its JSON form, and the kernel that computes it; {@link
 * dev.ionosphere.models.scoring.operator.OperatorKind} lists them.
 */
@NullMarked
package dev.ionosphere.models.scoring.operator;

import org.jspecify.annotations.NullMarked;
