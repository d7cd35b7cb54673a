/**
 * Where this process may send to: an allow-list, empty if nothing is said. Start reading at {@link
 * dev.ionosphere.activities.outgoing.AllowedAddresses}.
 */
@NullMarked
package dev.ionosphere.activities.outgoing;

import org.jspecify.annotations.NullMarked;
