/**
 * Rows that others bring: kept on the device's own disk before they are answered for, and read from
 * there. Start reading at {@link dev.ionosphere.edge.inbox.Inboxes}.
 */
@NullMarked
package dev.ionosphere.edge.inbox;

import org.jspecify.annotations.NullMarked;
