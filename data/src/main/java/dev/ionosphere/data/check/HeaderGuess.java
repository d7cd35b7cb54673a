package dev.ionosphere.data.check;

import dev.ionosphere.data.csv.CsvSample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Where rows begin and what their columns are called.
 *
 * @param skip lines before the header, or before the first row if the names are stated
 * @param names of the columns in their order
 * @param stated whether no line of the file that is read has the names
 * @param rows of the sample
 */
record HeaderGuess(
    int skip,
    List<String> names,
    boolean stated,
    List<List<String>> rows,
    Confidence confidence,
    String why) {

  private static final int MOST_UNIT_LINES = 3;
  private static final double MOST = 0.8;

  /**
   * @param lines that are not empty
   * @param width fields of a row
   */
  static HeaderGuess of(List<CsvSample.Line> lines, int width) {
    int first = 0;
    while (first < lines.size() && lines.get(first).fields().size() != width) {
      first++;
    }
    if (first == lines.size()) {
      return new HeaderGuess(0, List.of(), false, List.of(), Confidence.UNSURE, "no line of data");
    }
    List<String> top = lines.get(first).fields();
    int skip = first == 0 ? 0 : lines.get(first).line();
    List<List<String>> rows = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (CsvSample.Line line : lines.subList(first + 1, lines.size())) {
      if (line.fields().size() == width && !line.fields().equals(top)) {
        rows.add(line.fields());
        places.add(line.line());
      }
    }
    boolean again =
        lines.subList(first + 1, lines.size()).stream().anyMatch(line -> line.fields().equals(top));
    boolean[] typed = typed(rows, width);
    String title = first == 0 ? "" : skip + (skip == 1 ? " line" : " lines") + " before the header";
    if (!again && !isHeader(top, typed, rows.isEmpty())) {
      return withoutHeader(skip, top, rows, first > 0);
    }
    int units = units(rows, typed);
    if (units > 0 && isEachNameOnce(top)) {
      return new HeaderGuess(
          places.get(units),
          top,
          true,
          rows.subList(units, rows.size()),
          Confidence.LIKELY,
          "lines that are no rows, such as units, follow the header: names are stated, and rows"
              + " begin on line "
              + (places.get(units) + 1));
    }
    boolean textAlone = !again && !rows.isEmpty() && !any(typed);
    return new HeaderGuess(
        skip,
        top,
        false,
        rows,
        textAlone ? Confidence.UNSURE : Confidence.SURE,
        textAlone ? "all columns are text: the first line is taken for a header" : title);
  }

  private static HeaderGuess withoutHeader(
      int skip, List<String> top, List<List<String>> rows, boolean titled) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= top.size(); i++) {
      names.add("c" + i);
    }
    List<List<String>> all = new ArrayList<>();
    all.add(top);
    all.addAll(rows);
    return new HeaderGuess(
        skip,
        names,
        true,
        all,
        Confidence.LIKELY,
        "there is no header"
            + (titled ? " after " + skip + " other lines" : "")
            + ": columns are called c1 to c"
            + top.size());
  }

  /** Columns whose values are nearly all numbers, times or truths. */
  private static boolean[] typed(List<List<String>> rows, int width) {
    boolean[] typed = new boolean[width];
    for (int column = 0; column < width; column++) {
      int values = 0;
      int there = 0;
      for (List<String> row : rows) {
        CellShape shape = CellShape.of(row.get(column));
        there += shape == CellShape.EMPTY ? 0 : 1;
        values += shape.isValue() ? 1 : 0;
      }
      typed[column] = values > 0 && values >= MOST * (there - MOST_UNIT_LINES);
    }
    return typed;
  }

  private static boolean any(boolean[] typed) {
    for (boolean one : typed) {
      if (one) {
        return true;
      }
    }
    return false;
  }

  /** Whether the first line does not look like the rows below it. */
  private static boolean isHeader(List<String> top, boolean[] typed, boolean alone) {
    int values = 0;
    int named = 0;
    for (int column = 0; column < top.size(); column++) {
      boolean value = CellShape.of(top.get(column)).isValue();
      values += value ? 1 : 0;
      named += typed[column] && !value && !top.get(column).isEmpty() ? 1 : 0;
    }
    int columns = 0;
    for (boolean one : typed) {
      columns += one ? 1 : 0;
    }
    return alone || columns == 0 ? values == 0 : 2 * named > columns;
  }

  /** How many lines below the header have no value where the rows have some. */
  private static int units(List<List<String>> rows, boolean[] typed) {
    if (!any(typed)) {
      return 0;
    }
    int units = 0;
    while (units < Math.min(rows.size() - 1, MOST_UNIT_LINES + 1)
        && isUnits(rows.get(units), typed)) {
      units++;
    }
    return units > MOST_UNIT_LINES ? 0 : units;
  }

  private static boolean isUnits(List<String> row, boolean[] typed) {
    boolean there = false;
    for (int column = 0; column < typed.length; column++) {
      CellShape shape = CellShape.of(row.get(column));
      if (typed[column] && shape.isValue()) {
        return false;
      }
      there |= typed[column] && shape != CellShape.EMPTY;
    }
    return there;
  }

  private static boolean isEachNameOnce(List<String> names) {
    return !names.contains("") && new HashSet<>(names).size() == names.size();
  }

  /** The values of a column that are there. */
  List<String> values(int column) {
    return rows.stream()
        .map(row -> row.get(column))
        .filter(value -> CellShape.of(value) != CellShape.EMPTY)
        .toList();
  }
}
