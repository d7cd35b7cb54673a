/**
 * What all components do: read a job, choose and measure columns, have a model learned, and write
 * all that is needed to score, judge and compare it elsewhere. Start reading at {@link
 * dev.ionosphere.pipelines.component.ModelTraining}. What is learned, each component says in a room
 * of its own by a {@link dev.ionosphere.pipelines.component.Component}.
 */
@NullMarked
package dev.ionosphere.pipelines.component;

import org.jspecify.annotations.NullMarked;
