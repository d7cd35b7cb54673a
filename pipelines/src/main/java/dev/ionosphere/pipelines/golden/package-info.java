/**
 * Golden rows: inputs with Spark's own answers, the file {@code golden.json}. Whoever scores
 * elsewhere must say the same. Start reading at {@link dev.ionosphere.pipelines.golden.GoldenRows}.
 */
@NullMarked
package dev.ionosphere.pipelines.golden;

import org.jspecify.annotations.NullMarked;
