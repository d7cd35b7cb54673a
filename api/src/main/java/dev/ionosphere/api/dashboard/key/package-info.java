/** The page of keys. */
@NullMarked
package dev.ionosphere.api.dashboard.key;

import org.jspecify.annotations.NullMarked;
