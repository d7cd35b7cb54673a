/** SHA-256, computed in one place. */
@NullMarked
package dev.ionosphere.api.digest;

import org.jspecify.annotations.NullMarked;
