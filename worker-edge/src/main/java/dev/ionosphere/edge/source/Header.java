package dev.ionosphere.edge.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which column of the file each feature is in. Separated by commas, or by semicolons alone. */
final class Header {

  private static final int MOST_COLUMNS = 10_000;

  /** What a message may quote: short names. Keys and tokens are longer. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_. -]{1,40}");

  private final byte separator;
  // Feature a column gives, or -1.
  private final int[] featureOf;
  private final int[] columnOf;
  private final int end;

  private Header(byte separator, int[] featureOf, int[] columnOf, int end) {
    this.separator = separator;
    this.featureOf = featureOf;
    this.columnOf = columnOf;
    this.end = end;
  }

  static Header parse(String path, byte[] line, int newline, List<String> features)
      throws SourceFault {
    String text = new String(line, 0, newline, StandardCharsets.UTF_8).strip();
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    String separator = text.indexOf(',') < 0 && text.indexOf(';') >= 0 ? ";" : ",";
    List<String> names = new ArrayList<>();
    for (String name : text.split(separator, MOST_COLUMNS + 1)) {
      String plain = name.strip();
      boolean quoted = plain.length() >= 2 && plain.startsWith("\"") && plain.endsWith("\"");
      names.add(quoted ? plain.substring(1, plain.length() - 1) : plain);
    }
    if (names.size() > MOST_COLUMNS) {
      throw new SourceFault("source '%s' has more than %d columns".formatted(path, MOST_COLUMNS));
    }
    Set<String> missing = new HashSet<>(features);
    names.forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw new SourceFault(
          "source '%s' lacks columns %s; got %s"
              .formatted(path, missing.stream().sorted().toList(), shortened(names)));
    }
    int[] featureOf = new int[names.size()];
    int[] columnOf = new int[features.size()];
    Arrays.fill(featureOf, -1);
    for (int feature = 0; feature < features.size(); feature++) {
      columnOf[feature] = names.indexOf(features.get(feature));
      featureOf[columnOf[feature]] = feature;
    }
    return new Header((byte) separator.charAt(0), featureOf, columnOf, newline + 1);
  }

  /** Offset of the first row. */
  long end() {
    return end;
  }

  /** Puts the features of a line into the values; answers the first feature at fault, or -1. */
  int row(byte[] line, int from, int to, double[] values, int at) {
    int wrong = -1;
    int found = 0;
    int column = 0;
    for (int start = from; start <= to && column < featureOf.length; column++) {
      int stop = start;
      while (stop < to && line[stop] != separator) {
        stop++;
      }
      int feature = featureOf[column];
      if (feature >= 0) {
        double value = number(line, start, stop);
        values[at + feature] = value;
        found++;
        if (Double.isNaN(value) && wrong < 0) {
          wrong = feature;
        }
      }
      start = stop + 1;
    }
    if (wrong < 0 && found < columnOf.length) {
      for (int feature = 0; feature < columnOf.length; feature++) {
        if (columnOf[feature] >= column) {
          return feature;
        }
      }
    }
    return wrong;
  }

  /** The start of what a line has for a feature, for a message. */
  String shown(byte[] line, int from, int to, int feature) {
    String[] fields =
        new String(line, from, Math.min(to - from, CsvSource.MOST_LINE), StandardCharsets.UTF_8)
            .split(Pattern.quote(String.valueOf((char) separator)), -1);
    String field = columnOf[feature] < fields.length ? fields[columnOf[feature]] : "";
    return field.substring(0, Math.min(40, field.length())).replaceAll("\\p{Cntrl}", "?");
  }

  private static double number(byte[] line, int from, int to) {
    int start = from;
    int stop = to;
    while (start < stop && (line[start] == ' ' || line[start] == '\t')) {
      start++;
    }
    while (stop > start && (line[stop - 1] == ' ' || line[stop - 1] == '\t')) {
      stop--;
    }
    if (stop - start >= 2 && line[start] == '"' && line[stop - 1] == '"') {
      start++;
      stop--;
    }
    return Decimal.parse(line, start, stop);
  }

  private static String shortened(List<String> names) {
    if (names.stream().anyMatch(name -> !NAME.matcher(name).matches())) {
      return "a line that is no header";
    }
    String text = names.toString();
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
