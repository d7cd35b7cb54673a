package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.pipelines.JobException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.TaskCompletionListener;
import scala.Tuple2;

/**
 * The rows of the input that have a value in every column that is learned from, kept where Spark
 * has read them.
 */
public final class InputRows {

  /** Fewer are not worth the way to other cores. */
  private static final long MANY_ROWS = 50_000;

  private final SparkSession spark;
  private final List<String> columns;
  private final JavaRDD<RowBlock> blocks;
  private final Refusals refusals = new Refusals();
  private long count;
  private long skipped;

  private InputRows(SparkSession spark, List<String> columns, JavaRDD<RowBlock> blocks) {
    this.spark = spark;
    this.columns = columns;
    this.blocks = blocks;
    List<RowBlock.Tally> tallies = new ArrayList<>(blocks.map(RowBlock::tally).collect());
    tallies.sort(Comparator.comparingLong(RowBlock.Tally::position));
    for (RowBlock.Tally tally : tallies) {
      count += tally.taken();
      skipped += tally.skipped();
      refusals.addAll(tally.refusals());
    }
  }

  /**
   * @param columns numeric ones
   * @param rows about how many there are
   */
  static InputRows read(SparkSession spark, TableFiles files, List<String> columns, long rows) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Counters counters = Counters.of(spark);
    JavaRDD<RowBlock> blocks =
        FileTasks.of(context, files)
            .flatMap(file -> blocks(files, file, columns))
            .map(counters::counted);
    int cores = context.defaultParallelism();
    boolean spread = blocks.getNumPartitions() < cores && rows > MANY_ROWS;
    InputRows read =
        new InputRows(
            spark,
            columns,
            (spread ? spread(blocks, cores) : blocks).persist(StorageLevel.MEMORY_AND_DISK()));
    RefusedRows.check(files, read.count + read.skipped, read.refusals);
    if (read.count == 0) {
      throw new JobException(
          "input %s has no row with a value in each of the columns %s"
              .formatted(files.shown(), columns));
    }
    return read;
  }

  private static Iterator<RowBlock> blocks(TableFiles files, int file, List<String> columns)
      throws IOException {
    BlockReader reader = new BlockReader(files, file, columns);
    TaskCompletionListener end = context -> reader.close();
    TaskContext.get().addTaskCompletionListener(end);
    return reader;
  }

  /** In the order of the files whatever arrives first: the same input gives the same model. */
  private static JavaRDD<RowBlock> spread(JavaRDD<RowBlock> blocks, int cores) {
    return blocks
        .mapToPair(block -> new Tuple2<>(block.tally().position(), block))
        .repartitionAndSortWithinPartitions(new Spread(cores))
        .values();
  }

  /** Rows. */
  public long count() {
    return count;
  }

  /** Rows that were left out for a missing or infinite value. */
  public long skipped() {
    return skipped;
  }

  /** Rows that could not be read. */
  Refusals refusals() {
    return refusals;
  }

  /**
   * Some of the columns as doubles. Names of a file are no names for Spark, which takes dots and
   * backticks in them for its own: here the columns are {@code c0}, {@code c1} and so on.
   */
  public Dataset<Row> dataset(List<String> of) {
    int[] indices = of.stream().mapToInt(columns::indexOf).toArray();
    return spark.createDataFrame(
        blocks.flatMap(block -> block.rows(indices)),
        DataTypes.createStructType(
            IntStream.range(0, indices.length)
                .mapToObj(i -> DataTypes.createStructField("c" + i, DataTypes.DoubleType, false))
                .toArray(StructField[]::new)));
  }

  /** Figures for the people who watch; a task that ran twice is in them twice. */
  private record Counters(LongAccumulator read, LongAccumulator skipped, LongAccumulator refused)
      implements java.io.Serializable {

    static Counters of(SparkSession spark) {
      return new Counters(
          spark.sparkContext().longAccumulator("rows read"),
          spark.sparkContext().longAccumulator("rows skipped"),
          spark.sparkContext().longAccumulator("rows refused"));
    }

    RowBlock counted(RowBlock block) {
      read.add(block.tally().taken() + block.tally().skipped());
      skipped.add(block.tally().skipped());
      refused.add(block.tally().refusals().count());
      return block;
    }
  }
}
