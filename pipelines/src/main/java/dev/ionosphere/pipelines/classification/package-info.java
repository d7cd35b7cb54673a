/**
 * What all models have in common that tell rows by their labels: rows held out, figures on them,
 * label and probabilities as what is said, and which labels are anomalies. Start reading at {@link
 * dev.ionosphere.pipelines.classification.ClassifierLearner}. What learns, a component says by a
 * {@link dev.ionosphere.pipelines.classification.Classifier}.
 */
@NullMarked
package dev.ionosphere.pipelines.classification;

import org.jspecify.annotations.NullMarked;
