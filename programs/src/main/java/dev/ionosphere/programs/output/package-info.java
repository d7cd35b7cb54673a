/** What a program prints: read as it grows, kept within bounds, with its progress and figures. */
@NullMarked
package dev.ionosphere.programs.output;

import org.jspecify.annotations.NullMarked;
