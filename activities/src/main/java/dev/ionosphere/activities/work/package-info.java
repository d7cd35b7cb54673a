/** What Temporal knows of long work. */
@NullMarked
package dev.ionosphere.activities.work;

import org.jspecify.annotations.NullMarked;
