package dev.ionosphere.spec.format;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.spec.component.ComponentCatalogue;

/**
 * What a node may ask of what is around it when it is read.
 *
 * @param rows how the rows of the document's data are written
 * @param components that there are
 */
public record DocumentContext(Format rows, ComponentCatalogue components) {}
