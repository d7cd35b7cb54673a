/** Live statistics of any Spark application, without touching the application. */
@NullMarked
package dev.ionosphere.pipelines.statistics;

import org.jspecify.annotations.NullMarked;
