/** Interpreters and libraries that programs run on, made once and kept. */
@NullMarked
package dev.ionosphere.programs.environment;

import org.jspecify.annotations.NullMarked;
