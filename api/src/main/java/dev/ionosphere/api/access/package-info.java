/**
 * Checks every request before its controller sees it. Start at {@link
 * dev.ionosphere.api.access.AccessFilter}.
 */
@NullMarked
package dev.ionosphere.api.access;

import org.jspecify.annotations.NullMarked;
