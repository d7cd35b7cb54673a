/**
 * The registry: signed model packages and their releases. Start at {@link
 * dev.ionosphere.api.model.ModelRegistry}.
 */
@NullMarked
package dev.ionosphere.api.model;

import org.jspecify.annotations.NullMarked;
