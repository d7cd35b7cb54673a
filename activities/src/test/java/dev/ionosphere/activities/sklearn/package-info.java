/**
 * The way from scikit-learn to a device, with the real library. Start reading at {@link
 * dev.ionosphere.activities.sklearn.ScikitLearnParityIT}.
 */
@NullMarked
package dev.ionosphere.activities.sklearn;

import org.jspecify.annotations.NullMarked;
