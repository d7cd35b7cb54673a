/** Where the Temporal server comes from and how it is started. */
@NullMarked
package dev.ionosphere.cli.temporal;

import org.jspecify.annotations.NullMarked;
