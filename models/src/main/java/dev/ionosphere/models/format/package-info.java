/**
 * How the files of a model package are read: strictly, within limits, with one exception for
 * everything that is wrong with them. Knows nothing of models.
 */
@NullMarked
package dev.ionosphere.models.format;

import org.jspecify.annotations.NullMarked;
