/** What is in a file: its dialect guessed, its columns described, what would be refused. */
@NullMarked
package dev.ionosphere.data.check;

import org.jspecify.annotations.NullMarked;
