package dev.ionosphere.data.csv;

import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.SourceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of a file's columns. A column without a name cannot be asked for; one whose name is
 * there twice can neither.
 *
 * @param names one a field, as they are written, blanks around them left out
 */
public record CsvHeader(List<String> names) {

  /** More are refused. */
  public static final int MOST_COLUMNS = 10_000;

  public CsvHeader {
    names = List.copyOf(names);
  }

  static CsvHeader of(String source, List<String> names) throws SourceException {
    if (names.size() > MOST_COLUMNS) {
      throw new SourceException(
          "source '%s' has %d columns, allowed are %d"
              .formatted(source, names.size(), MOST_COLUMNS));
    }
    return new CsvHeader(names);
  }

  /** Names that can be asked for. */
  public List<String> usable() {
    Set<String> twice = new HashSet<>(twice());
    return names.stream().filter(name -> !name.isEmpty() && !twice.contains(name)).toList();
  }

  /** Names that are there more than once. */
  public List<String> twice() {
    Set<String> seen = new HashSet<>();
    return names.stream().filter(name -> !name.isEmpty() && !seen.add(name)).distinct().toList();
  }

  /** Two names that differ by capitals alone, if there are such. */
  public Optional<List<String>> alike() {
    Map<String, String> seen = new HashMap<>();
    for (String name : usable()) {
      String other = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        return Optional.of(List.of(other, name));
      }
    }
    return Optional.empty();
  }

  /**
   * The field of each column.
   *
   * @throws SourceException if a column is not there, or there twice
   */
  int[] fieldsOf(Schema schema, String source) throws SourceException {
    List<String> missing = new ArrayList<>();
    Set<String> twice = new HashSet<>(twice());
    int[] fields = new int[schema.size()];
    for (int i = 0; i < fields.length; i++) {
      String name = schema.column(i).name();
      fields[i] = names.indexOf(name);
      if (twice.contains(name)) {
        throw new SourceException(
            "source '%s' has column '%s' twice".formatted(source, ShownText.name(name)));
      }
      if (fields[i] < 0) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw new SourceException(
          "source '%s' lacks columns %s; got %s"
              .formatted(source, missing.stream().sorted().toList(), ShownText.names(names)));
    }
    return fields;
  }
}
