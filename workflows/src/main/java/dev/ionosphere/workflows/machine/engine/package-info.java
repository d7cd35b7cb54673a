/**
 * The ION as a pure function; start at {@link dev.ionosphere.workflows.machine.engine.Machine}. It
 * moves tokens, follows event edges and asks each node's behaviour what to do.
 */
@NullMarked
package dev.ionosphere.workflows.machine.engine;

import org.jspecify.annotations.NullMarked;
