/**
 * Figures that change while a program runs, as curves of a bounded size. Knows no source of them.
 */
@NullMarked
package dev.ionosphere.programs.curve;

import org.jspecify.annotations.NullMarked;
