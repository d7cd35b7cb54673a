/** References to models. */
@NullMarked
package dev.ionosphere.workflows.model;

import org.jspecify.annotations.NullMarked;
