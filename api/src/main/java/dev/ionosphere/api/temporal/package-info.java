/**
 * The hub's side of Temporal: starts, updates, signals, queries; down means 503. Start at {@link
 * dev.ionosphere.api.temporal.IonWorkflows}.
 */
@NullMarked
package dev.ionosphere.api.temporal;

import org.jspecify.annotations.NullMarked;
