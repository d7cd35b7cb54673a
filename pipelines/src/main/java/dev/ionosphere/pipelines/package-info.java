/**
 * Programs that run inside engines, never in our own processes. Release 17, and nothing but what
 * Spark and module {@code data} bring along: a driver may run on the user's own JDK and Spark.
 */
@NullMarked
package dev.ionosphere.pipelines;

import org.jspecify.annotations.NullMarked;
