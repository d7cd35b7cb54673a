/**
 * Component {@code kmeans}: clusters numeric rows and measures what is needed to score, judge and
 * compare the model elsewhere. Start reading at {@link
 * dev.ionosphere.pipelines.kmeans.KMeansComponent}.
 */
@NullMarked
package dev.ionosphere.pipelines.kmeans;

import org.jspecify.annotations.NullMarked;
