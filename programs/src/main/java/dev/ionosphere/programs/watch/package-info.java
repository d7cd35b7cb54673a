/** All that is seen of a program while it runs, put together. */
@NullMarked
package dev.ionosphere.programs.watch;

import org.jspecify.annotations.NullMarked;
