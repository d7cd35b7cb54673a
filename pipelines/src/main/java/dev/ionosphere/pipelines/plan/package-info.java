/**
 * How a model is scored elsewhere: the file {@code plan.json}, steps and what is said by them.
 * Start reading at {@link dev.ionosphere.pipelines.plan.Plan}. Nothing in here knows Spark.
 */
@NullMarked
package dev.ionosphere.pipelines.plan;

import org.jspecify.annotations.NullMarked;
