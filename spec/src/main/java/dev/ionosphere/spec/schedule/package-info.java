/** When a node is due; start at {@link dev.ionosphere.spec.schedule.Schedule}. No clock in here. */
@NullMarked
package dev.ionosphere.spec.schedule;

import org.jspecify.annotations.NullMarked;
