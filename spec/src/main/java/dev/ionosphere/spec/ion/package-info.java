/**
 * The ION document as immutable records; start at {@link dev.ionosphere.spec.ion.Ion}. Reading and
 * checking text lives in {@code reader}; nothing here knows YAML.
 */
@NullMarked
package dev.ionosphere.spec.ion;

import org.jspecify.annotations.NullMarked;
