/**
 * Who really asks, if a proxy stands between. Start reading at {@link
 * dev.ionosphere.api.proxy.TrustedProxies}.
 */
@NullMarked
package dev.ionosphere.api.proxy;

import org.jspecify.annotations.NullMarked;
