/** One table of how a value may be written, for every format and every reader. */
@NullMarked
package dev.ionosphere.data.cell;

import org.jspecify.annotations.NullMarked;
