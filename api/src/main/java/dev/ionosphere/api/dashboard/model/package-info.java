/**
 * Pages about models: where they come from and where they went. Start at {@link
 * dev.ionosphere.api.dashboard.model.ModelPages}.
 */
@NullMarked
package dev.ionosphere.api.dashboard.model;

import org.jspecify.annotations.NullMarked;
