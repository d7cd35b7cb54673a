package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.data.check.TableProfile;
import dev.ionosphere.pipelines.plan.Unseen;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** The input of a component after a look at all of it, and before its rows are read. */
public final class TrainingInput {

  private static final int MOST_TOLD = 50;

  private final SparkSession spark;
  private final TableFiles files;
  private final TableProfile table;
  private final ColumnChoice choice;
  private final Unseen unseen;

  private TrainingInput(
      SparkSession spark,
      TableFiles files,
      TableProfile table,
      ColumnChoice choice,
      Unseen unseen) {
    this.spark = spark;
    this.files = files;
    this.table = table;
    this.choice = choice;
    this.unseen = unseen;
  }

  /**
   * Reads all files once to choose the columns.
   *
   * @throws dev.ionosphere.pipelines.JobException if there is nothing to learn from, or a column
   *     that may have been meant cannot be used; names it
   */
  public static TrainingInput look(SparkSession spark, TableFiles files, ColumnWish wish) {
    TableProfile table =
        InputProfile.of(JavaSparkContext.fromSparkContext(spark.sparkContext()), files);
    RefusedRows.check(files, table.rows(), table.refusals());
    return new TrainingInput(
        spark, files, table, ColumnChoice.of(files, table, wish), wish.unseen());
  }

  /** Reads the rows, and keeps them. */
  public InputRows rows() {
    return InputRows.read(
        spark, files, choice.columns(), choice.label().orElse(null), table.rows());
  }

  /** Names of the files, for messages. */
  public String shown() {
    return files.shown();
  }

  /** The columns of numbers to learn from. */
  public List<ColumnProfile> numbers() {
    return choice.features().stream()
        .filter(column -> !choice.categories().contains(column.name()))
        .toList();
  }

  /** What becomes of rows with a category that is not in the input. */
  public Unseen unseen() {
    return unseen;
  }

  /** Their names. */
  public List<String> names() {
    return choice.names();
  }

  /** Names of the columns that never change. */
  public List<String> constant() {
    return choice.constant();
  }

  /** The columns that cannot be learned from. */
  public List<LeftOut> leftOut() {
    return choice.leftOut();
  }

  /**
   * What the rows may be, if a column of labels was asked for.
   *
   * @throws dev.ionosphere.pipelines.JobException if there are too few labels, or too many
   */
  public Optional<Labels> labels(InputRows rows) {
    return choice.label().map(label -> rows.labels(shown()));
  }

  /** What metrics say of the input. */
  public Map<String, Object> metrics(InputRows rows) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("rows", rows.count());
    metrics.put("rowsSkipped", rows.skipped());
    if (choice.label().isPresent()) {
      metrics.put("rowsWithoutLabel", rows.unlabelled());
    }
    metrics.put("rowsRefused", rows.refusals().count());
    metrics.put("refused", RefusedRows.counts(rows.refusals()));
    metrics.put("columnsLeftOut", leftOut().stream().map(LeftOut::name).toList());
    return metrics;
  }

  /** Says in the run's log what was not learned from. */
  public void tell(InputRows rows, PrintStream log) {
    leftOut().stream()
        .limit(MOST_TOLD)
        .forEach(column ->
            log.printf(
                "column '%s' is left out: it %s%n", ShownText.name(column.name()), column.why()));
    if (!constant().isEmpty()) {
      log.printf("columns that never change are dropped: %s%n", ShownText.names(constant()));
    }
    if (rows.skipped() > 0) {
      log.printf("rows with a missing or infinite value are skipped: %d%n", rows.skipped());
    }
    if (rows.unlabelled() > 0) {
      log.printf("rows without a label are skipped: %d%n", rows.unlabelled());
    }
    if (!rows.refusals().isEmpty()) {
      log.printf("rows are refused: %s%n", RefusedRows.told(rows.refusals()));
    }
  }
}
