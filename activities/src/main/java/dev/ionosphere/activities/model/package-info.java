/**
 * From what an engine left behind to a model package. Pure but for reading and writing files of the
 * run.
 */
@NullMarked
package dev.ionosphere.activities.model;

import org.jspecify.annotations.NullMarked;
