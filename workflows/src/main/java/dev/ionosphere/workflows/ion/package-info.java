/**
 * The durable shell around the machine; start at {@link dev.ionosphere.workflows.ion.IonShell}. It
 * decides nothing: handlers fill an inbox, the loop feeds the machine, alarms and work follow the
 * state.
 */
@NullMarked
package dev.ionosphere.workflows.ion;

import org.jspecify.annotations.NullMarked;
