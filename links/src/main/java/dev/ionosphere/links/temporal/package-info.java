/**
 * How a process reaches Temporal: TLS, client certificate, API key. Start reading at {@link
 * dev.ionosphere.links.temporal.TemporalSecurity}.
 */
@NullMarked
package dev.ionosphere.links.temporal;

import org.jspecify.annotations.NullMarked;
