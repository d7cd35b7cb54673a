/** How rows are written, as a document states it. */
@NullMarked
package dev.ionosphere.data.format;

import org.jspecify.annotations.NullMarked;
