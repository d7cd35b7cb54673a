/**
 * What the training data looked like, which live data is compared with. Rows come in as numbers;
 * nothing in here knows what is learned from them.
 */
@NullMarked
package dev.ionosphere.pipelines.baseline;

import org.jspecify.annotations.NullMarked;
