/** Names shared by everyone who talks to the workflows. */
@NullMarked
package dev.ionosphere.workflows;

import org.jspecify.annotations.NullMarked;
