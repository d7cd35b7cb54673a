/** Maps of the state that keep their order. Sees nothing of the machine. */
@NullMarked
package dev.ionosphere.workflows.machine.ordered;

import org.jspecify.annotations.NullMarked;
