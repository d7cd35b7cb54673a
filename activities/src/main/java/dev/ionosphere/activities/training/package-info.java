/**
 * Training runs: from the activity's job to a registered model. Start reading at {@link
 * dev.ionosphere.activities.training.Trainer}.
 */
@NullMarked
package dev.ionosphere.activities.training;

import org.jspecify.annotations.NullMarked;
