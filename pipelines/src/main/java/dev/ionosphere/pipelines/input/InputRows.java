package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.pipelines.JobException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * The rows of the input that have a value in every column that is learned from, kept where Spark
 * has read them.
 */
public final class InputRows {

  /** Column of a dataset: place of the row's label. */
  public static final String LABEL = "label";

  /** Column of a dataset: whether the row is there to measure a model by. */
  public static final String HELD_OUT = "held_out";

  /** Fewer are not worth the way to other cores. */
  private static final long MANY_ROWS = 50_000;

  private final SparkSession spark;
  private final List<String> columns;
  private final Categories categories = new Categories();
  private final @Nullable LabelColumn label;
  private final JavaRDD<RowBlock> blocks;
  private final LabelCounts labels = new LabelCounts();
  private final Refusals refusals = new Refusals();
  private long count;
  private long skipped;
  private long unlabelled;

  private InputRows(
      SparkSession spark,
      List<String> columns,
      @Nullable LabelColumn label,
      JavaRDD<RowBlock> blocks) {
    this.spark = spark;
    this.columns = columns;
    this.label = label;
    this.blocks = blocks;
    List<RowBlock.Tally> tallies = new ArrayList<>(blocks.map(RowBlock::tally).collect());
    tallies.sort(Comparator.comparingLong(RowBlock.Tally::position));
    for (RowBlock.Tally tally : tallies) {
      count += tally.taken();
      skipped += tally.skipped();
      unlabelled += tally.unlabelled();
      labels.addAll(tally.labels());
      tally.texts().forEach(categories::add);
      refusals.addAll(tally.refusals());
    }
  }

  /**
   * @param columns numbers, and texts that are categories
   * @param label read beside them, if one is asked for
   * @param rows about how many there are
   */
  static InputRows read(
      SparkSession spark,
      TableFiles files,
      List<Column> columns,
      @Nullable LabelColumn label,
      long rows) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Counters counters = Counters.of(spark);
    JavaRDD<RowBlock> blocks =
        FileTasks.of(context, files)
            .flatMap(file -> blocks(files, file, columns, label))
            .map(counters::counted);
    List<String> names = columns.stream().map(Column::name).toList();
    int cores = context.defaultParallelism();
    boolean spread = blocks.getNumPartitions() < cores && rows > MANY_ROWS;
    InputRows read =
        new InputRows(
            spark,
            names,
            label,
            (spread ? spread(blocks, cores) : blocks).persist(StorageLevel.MEMORY_AND_DISK()));
    RefusedRows.check(files, read.count + read.skipped + read.unlabelled, read.refusals);
    if (read.count == 0) {
      throw new JobException(
          "input %s has no row with a value in each of the columns %s%s"
              .formatted(
                  files.shown(), names, label == null ? "" : " and a label in " + label.name()));
    }
    read.categories.check(files.shown(), names);
    return read;
  }

  private static Iterator<RowBlock> blocks(
      TableFiles files, int file, List<Column> columns, @Nullable LabelColumn label)
      throws IOException {
    BlockReader reader = new BlockReader(files, file, columns, label);
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

  /** Values of a column of text that is learned from, in order; empty of a number. */
  public List<String> categories(String column) {
    return categories.of(columns.indexOf(column));
  }

  /** Rows. */
  public long count() {
    return count;
  }

  /** Rows that were left out for a missing or infinite value. */
  public long skipped() {
    return skipped;
  }

  /** Rows that were left out for want of a label. */
  public long unlabelled() {
    return unlabelled;
  }

  /** Rows that could not be read. */
  Refusals refusals() {
    return refusals;
  }

  /**
   * What the rows may be.
   *
   * @throws JobException if there are too few labels, or too many
   * @throws IllegalStateException if nobody asked for any
   */
  Labels labels(String input) {
    if (label == null) {
      throw new IllegalStateException("input " + input + " was read without labels");
    }
    return Labels.of(input, label, labels);
  }

  /**
   * Some of the columns as doubles, a category as its place among the values. Names of a file are
   * no names for Spark, which takes dots and backticks in them for its own: here the columns are
   * {@code c0}, {@code c1} and so on.
   */
  public Dataset<Row> dataset(List<String> of) {
    int[] indices = indices(of);
    List<List<String>> values = values(of);
    return spark.createDataFrame(
        blocks.flatMap(block -> block.rows(indices, values)),
        new StructType(numbers(indices.length)));
  }

  /**
   * The same with the place of its label in each row, a double, and whether it is held out: columns
   * {@link #LABEL} and {@link #HELD_OUT}.
   */
  public Dataset<Row> dataset(List<String> of, Labels told, Holdout holdout) {
    int[] indices = indices(of);
    List<List<String>> values = values(of);
    Map<String, Integer> places = told.places();
    StructType type =
        new StructType(numbers(indices.length))
            .add(LABEL, DataTypes.DoubleType, false)
            .add(HELD_OUT, DataTypes.BooleanType, false);
    return spark.createDataFrame(
        blocks.flatMap(block -> block.rows(indices, values, places, holdout)), type);
  }

  private List<List<String>> values(List<String> of) {
    // Sent to executors: a list that Java's streams make is not for all serialisers.
    List<List<String>> values = new ArrayList<>();
    of.forEach(column -> values.add(categories(column)));
    return values;
  }

  private int[] indices(List<String> of) {
    return of.stream().mapToInt(columns::indexOf).toArray();
  }

  /** Columns of numbers, as a dataset has them. */
  public static StructField[] numbers(int width) {
    return IntStream.range(0, width)
        .mapToObj(i -> DataTypes.createStructField("c" + i, DataTypes.DoubleType, false))
        .toArray(StructField[]::new);
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
      RowBlock.Tally tally = block.tally();
      read.add(tally.taken() + tally.skipped() + tally.unlabelled());
      skipped.add(tally.skipped() + tally.unlabelled());
      refused.add(tally.refusals().count());
      return block;
    }
  }
}
