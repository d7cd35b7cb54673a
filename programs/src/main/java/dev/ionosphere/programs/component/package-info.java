/** A component as a folder, and as the archive that it travels in. */
@NullMarked
package dev.ionosphere.programs.component;

import org.jspecify.annotations.NullMarked;
