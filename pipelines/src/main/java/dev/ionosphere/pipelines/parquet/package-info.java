/**
 * Tables in Parquet, as the rows of a file of text. Start at {@link
 * dev.ionosphere.pipelines.parquet.ParquetTable}.
 */
@NullMarked
package dev.ionosphere.pipelines.parquet;

import org.jspecify.annotations.NullMarked;
