package dev.ionosphere.pipelines.input;

import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Files are read whole, each by one task, for only from its beginning is it known which line ends
 * lie between quotes.
 */
final class FileTasks {

  private static final int MOST_PER_CORE = 4;

  /** Indices of the files, in their order, one a task or several if there are very many. */
  static JavaRDD<Integer> of(JavaSparkContext spark, TableFiles files) {
    int count = files.paths().size();
    int tasks = Math.min(count, MOST_PER_CORE * spark.defaultParallelism());
    return spark.parallelize(IntStream.range(0, count).boxed().toList(), tasks);
  }

  private FileTasks() {}
}
