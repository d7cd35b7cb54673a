/**
 * One trace from a call through workflows to devices: W3C traceparent, server spans, log context.
 * Start at {@link dev.ionosphere.api.trace.Traces}.
 */
@NullMarked
package dev.ionosphere.api.trace;

import org.jspecify.annotations.NullMarked;
