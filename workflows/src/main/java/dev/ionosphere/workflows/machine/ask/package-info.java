/**
 * Asking people about a candidate, for any kind of node that does; start at {@link
 * dev.ionosphere.workflows.machine.ask.AskingBehaviour}.
 */
@NullMarked
package dev.ionosphere.workflows.machine.ask;

import org.jspecify.annotations.NullMarked;
