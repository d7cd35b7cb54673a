/**
 * The hub's web pages: what people see and the forms they act with. Start at {@code Frame}, which
 * every page is drawn in. Pages read the same stores and call the same services as REST; no rule
 * about who may do what lives here.
 */
@NullMarked
package dev.ionosphere.api.dashboard;

import org.jspecify.annotations.NullMarked;
