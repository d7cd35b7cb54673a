/**
 * How a request of a device is signed, for who signs and for who checks: HTTP Message Signatures
 * (RFC 9421) with HMAC-SHA256 over one fixed list of components, and Content-Digest (RFC 9530).
 * Start at {@link dev.ionosphere.models.request.RequestKey}. Knows no network.
 */
@NullMarked
package dev.ionosphere.models.request;

import org.jspecify.annotations.NullMarked;
