/** How {@code component.yaml} is written. */
@NullMarked
package dev.ionosphere.spec.format.component;

import org.jspecify.annotations.NullMarked;
