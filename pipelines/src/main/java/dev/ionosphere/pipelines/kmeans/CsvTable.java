package dev.ionosphere.pipelines.kmeans;

import dev.ionosphere.pipelines.JobException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/**
 * CSV files with one and the same header, read as one table.
 *
 * @param files names for messages
 */
record CsvTable(Dataset<Row> rows, String files) {

  static CsvTable read(SparkSession spark, List<String> input) {
    if (input.isEmpty()) {
      throw new JobException("kmeans: no input file");
    }
    checkHeaders(input);
    Dataset<Row> rows =
        spark
            .read()
            .option("header", true)
            .option("inferSchema", true)
            .option("mode", "FAILFAST")
            .option("ignoreLeadingWhiteSpace", true)
            .option("ignoreTrailingWhiteSpace", true)
            .csv(input.toArray(String[]::new));
    return new CsvTable(rows, describe(input));
  }

  /** Spark takes the first file's header for all of them, and silently shuffles other orders. */
  static void checkHeaders(List<String> input) {
    List<String> first = header(Path.of(input.get(0)));
    Set<String> seen = new HashSet<>();
    for (String column : first) {
      if (column.isEmpty() || !seen.add(column)) {
        throw new JobException(
            "input %s: column name '%s' in the header is %s"
                .formatted(
                    name(input.get(0)),
                    ColumnNames.shown(column),
                    column.isEmpty() ? "empty" : "there twice"));
      }
    }
    for (String file : input) {
      List<String> columns = header(Path.of(file));
      if (!columns.equals(first)) {
        throw new JobException(
            "input %s has columns %s, but %s has %s; all files need the same header"
                .formatted(
                    name(file),
                    ColumnNames.shown(columns),
                    name(input.get(0)),
                    ColumnNames.shown(first)));
      }
    }
  }

  private static List<String> header(Path file) {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      if (line == null || line.isBlank()) {
        throw new JobException(
            "input %s is empty; its first line must name the columns"
                .formatted(file.getFileName()));
      }
      return Arrays.stream(line.split(",", -1))
          .map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
          .toList();
    } catch (IOException unreadable) {
      throw new JobException("input %s cannot be read: %s".formatted(file, unreadable));
    }
  }

  /** The columns to learn from, in the file's order unless they are listed. */
  List<String> features(KMeansArguments arguments) {
    for (String column :
        Stream.concat(arguments.features().stream(), arguments.exclude().stream()).toList()) {
      if (!List.of(rows.columns()).contains(column)) {
        throw new JobException(
            "input %s has no column '%s', it has %s"
                .formatted(files, column, ColumnNames.shown(List.of(rows.columns()))));
      }
    }
    if (!arguments.features().isEmpty()) {
      arguments.features().forEach(this::requireNumeric);
      return arguments.features();
    }
    List<String> numeric =
        Arrays.stream(rows.schema().fields())
            .filter(field -> !arguments.exclude().contains(field.name()))
            .filter(field -> isNumeric(field) || !refuseNearlyNumeric(field.name()))
            .map(StructField::name)
            .toList();
    if (numeric.isEmpty()) {
      throw new JobException(
          "input %s has no numeric column to learn from; its columns are %s"
              .formatted(files, ColumnNames.shown(List.of(rows.columns()))));
    }
    return numeric;
  }

  private static boolean isNumeric(StructField field) {
    return field.dataType() instanceof NumericType;
  }

  private void requireNumeric(String column) {
    if (!isNumeric(rows.schema().apply(column))) {
      throw noNumber(column, "");
    }
  }

  /** One broken cell turns a column into text; leaving it out without a word would be wrong. */
  private boolean refuseNearlyNumeric(String column) {
    Column text = column(column);
    Row counts =
        rows.agg(
                functions.count(text),
                functions.count(functions.expr("try_cast(" + quoted(column) + " AS double)")))
            .first();
    if (counts.getLong(1) > 0 && counts.getLong(1) * 2 >= counts.getLong(0)) {
      throw noNumber(column, "; correct it or list the column under 'exclude'");
    }
    return true;
  }

  private JobException noNumber(String column, String advice) {
    List<Row> offending =
        rows.filter(
                quoted(column)
                    + " IS NOT NULL AND try_cast("
                    + quoted(column)
                    + " AS double) IS NULL")
            .select(column(column))
            .takeAsList(1);
    String value = offending.isEmpty() ? "" : String.valueOf(offending.get(0).get(0));
    return new JobException(
        "input %s: column '%s' is no number, it holds for example '%s'%s"
            .formatted(files, ColumnNames.shown(column), ColumnNames.shownCell(value), advice));
  }

  static Column column(String name) {
    return functions.col(quoted(name));
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static String describe(List<String> input) {
    return input.size() == 1
        ? name(input.get(0))
        : name(input.get(0)) + " and " + (input.size() - 1) + " more";
  }

  private static String name(String file) {
    return String.valueOf(Path.of(file).getFileName());
  }
}
