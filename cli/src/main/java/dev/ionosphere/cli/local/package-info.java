/**
 * All of Ionosphere on one machine: which processes there are, in which order they start, and with
 * what they are configured.
 */
@NullMarked
package dev.ionosphere.cli.local;

import org.jspecify.annotations.NullMarked;
