/** What rows are read from, and how far. */
@NullMarked
package dev.ionosphere.data.source;

import org.jspecify.annotations.NullMarked;
