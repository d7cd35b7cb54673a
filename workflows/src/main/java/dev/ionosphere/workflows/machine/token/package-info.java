/**
 * What travels on model edges, and how branches come together; start at {@link
 * dev.ionosphere.workflows.machine.token.Token} and {@link
 * dev.ionosphere.workflows.machine.token.Joining}. Knows nodes only by name.
 */
@NullMarked
package dev.ionosphere.workflows.machine.token;

import org.jspecify.annotations.NullMarked;
