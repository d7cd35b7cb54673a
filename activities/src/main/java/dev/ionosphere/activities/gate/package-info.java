/** Evaluates the conditions of gates. */
@NullMarked
package dev.ionosphere.activities.gate;

import org.jspecify.annotations.NullMarked;
