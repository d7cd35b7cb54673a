/** The hub's process: start, configuration, clock. Domains are the packages below. */
@NullMarked
package dev.ionosphere.api;

import org.jspecify.annotations.NullMarked;
