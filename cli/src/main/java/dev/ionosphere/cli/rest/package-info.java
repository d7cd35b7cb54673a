/** The hub's REST contract as a caller sees it: addresses, tokens, problems, events. */
@NullMarked
package dev.ionosphere.cli.rest;

import org.jspecify.annotations.NullMarked;
