/**
 * The input of a component: files read by module {@code data}, as devices read theirs, first to
 * find out what their columns are, then as rows. Start reading at {@link
 * dev.ionosphere.pipelines.input.TrainingInput}. Nothing in here knows what is learned.
 */
@NullMarked
package dev.ionosphere.pipelines.input;

import org.jspecify.annotations.NullMarked;
