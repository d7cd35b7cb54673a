/** Spans of a change, sent by OTLP only where an endpoint is set. */
@NullMarked
package dev.ionosphere.edge.trace;

import org.jspecify.annotations.NullMarked;
