/** Pages of components. */
@NullMarked
package dev.ionosphere.api.dashboard.component;

import org.jspecify.annotations.NullMarked;
