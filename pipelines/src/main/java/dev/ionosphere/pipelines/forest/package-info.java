/**
 * Component {@code random-forest}: trees that vote on the label of a row. Start reading at {@link
 * dev.ionosphere.pipelines.forest.ForestComponent}.
 */
@NullMarked
package dev.ionosphere.pipelines.forest;

import org.jspecify.annotations.NullMarked;
