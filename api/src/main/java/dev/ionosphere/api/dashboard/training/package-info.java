/** Pages about training runs. Start at {@link dev.ionosphere.api.dashboard.training.RunPages}. */
@NullMarked
package dev.ionosphere.api.dashboard.training;

import org.jspecify.annotations.NullMarked;
