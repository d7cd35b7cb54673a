/**
 * The hub's HTTPS: whose certificate it shows, and its renewal. Start reading at {@link
 * dev.ionosphere.api.tls.HubTls}. Knows nothing of what the hub serves.
 */
@NullMarked
package dev.ionosphere.api.tls;

import org.jspecify.annotations.NullMarked;
