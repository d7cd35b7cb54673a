/**
 * IONs as they were applied, their launches and commands. Start at {@link
 * dev.ionosphere.api.ion.IonService}.
 */
@NullMarked
package dev.ionosphere.api.ion;

import org.jspecify.annotations.NullMarked;
