/** Taking a release to devices in waves of cohorts. */
@NullMarked
package dev.ionosphere.workflows.rollout;

import org.jspecify.annotations.NullMarked;
