/**
 * Telemetry that waits on disk until the hub has it. Knows bytes, and how many rows they stand for,
 * not what they mean.
 */
@NullMarked
package dev.ionosphere.edge.spool;

import org.jspecify.annotations.NullMarked;
