/** Programs of people's own: pushed, listed, deleted; what documents may name. */
@NullMarked
package dev.ionosphere.api.component;

import org.jspecify.annotations.NullMarked;
