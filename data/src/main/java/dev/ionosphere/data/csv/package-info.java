/** Files of separated values: a dialect, records found by a byte scanner, typed rows. */
@NullMarked
package dev.ionosphere.data.csv;

import org.jspecify.annotations.NullMarked;
