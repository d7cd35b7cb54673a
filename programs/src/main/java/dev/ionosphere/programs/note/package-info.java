/** What a worker notes of a run for whoever comes after it. */
@NullMarked
package dev.ionosphere.programs.note;

import org.jspecify.annotations.NullMarked;
