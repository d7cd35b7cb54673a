/** Benchmarks of what the machine shows to its own package only. */
@NullMarked
package dev.ionosphere.workflows.machine.engine;

import org.jspecify.annotations.NullMarked;
