/**
 * What a route needs and which roles have it. Start at {@link dev.ionosphere.api.permission.Role}.
 */
@NullMarked
package dev.ionosphere.api.permission;

import org.jspecify.annotations.NullMarked;
