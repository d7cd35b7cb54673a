/**
 * From text to a checked {@link dev.ionosphere.spec.ion.Ion}; start at {@link
 * dev.ionosphere.spec.reader.IonReader}. All text is hostile here. Nothing in here knows who runs
 * an ION.
 */
@NullMarked
package dev.ionosphere.spec.reader;

import org.jspecify.annotations.NullMarked;
