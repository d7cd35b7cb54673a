/** Columns, their types, and batches of rows. */
@NullMarked
package dev.ionosphere.data.row;

import org.jspecify.annotations.NullMarked;
