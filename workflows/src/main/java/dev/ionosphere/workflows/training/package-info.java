/** Training runs on a cloud engine. */
@NullMarked
package dev.ionosphere.workflows.training;

import org.jspecify.annotations.NullMarked;
