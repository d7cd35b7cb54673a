/**
 * Changes as they happen, for those who watch. Start at {@link dev.ionosphere.api.event.Changes}.
 */
@NullMarked
package dev.ionosphere.api.event;

import org.jspecify.annotations.NullMarked;
