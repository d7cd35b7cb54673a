/**
 * Everything an ION knows, in parts; start at {@link
 * dev.ionosphere.workflows.machine.state.IonState}.
 */
@NullMarked
package dev.ionosphere.workflows.machine.state;

import org.jspecify.annotations.NullMarked;
