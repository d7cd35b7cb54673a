/** Rows from a CSV file that grows. Everything in the file is taken as hostile. */
@NullMarked
package dev.ionosphere.edge.source;

import org.jspecify.annotations.NullMarked;
