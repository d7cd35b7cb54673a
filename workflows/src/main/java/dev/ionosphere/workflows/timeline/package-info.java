/** Records of the governance timeline. */
@NullMarked
package dev.ionosphere.workflows.timeline;

import org.jspecify.annotations.NullMarked;
