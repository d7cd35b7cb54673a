/**
 * Certificates of servers and clients, and who is believed. Knows the JDK only. Start reading at
 * {@link dev.ionosphere.links.tls.ServerTrust}.
 */
@NullMarked
package dev.ionosphere.links.tls;

import org.jspecify.annotations.NullMarked;
