/**
 * Component {@code logistic-regression}: weighted sums of the features become probabilities of the
 * labels. Start reading at {@link dev.ionosphere.pipelines.logistic.LogisticComponent}.
 */
@NullMarked
package dev.ionosphere.pipelines.logistic;

import org.jspecify.annotations.NullMarked;
