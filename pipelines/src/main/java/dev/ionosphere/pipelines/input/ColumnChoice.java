package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.data.check.TableProfile;
import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns to learn from, and what becomes of the others.
 *
 * @param features in the order in which they are listed, else that of the file
 * @param categories names of the features whose values are names
 * @param constant names of columns that never change, but for rounding: they say nothing
 * @param leftOut what cannot be learned from
 * @param label the column to be told from the others, if one is asked for
 */
record ColumnChoice(
    List<ColumnProfile> features,
    Set<String> categories,
    List<String> constant,
    List<LeftOut> leftOut,
    Optional<LabelColumn> label) {

  ColumnChoice {
    features = List.copyOf(features);
    categories = Set.copyOf(categories);
    constant = List.copyOf(constant);
    leftOut = List.copyOf(leftOut);
  }

  static ColumnChoice of(TableFiles files, TableProfile table, ColumnWish wish) {
    return new ColumnChooser(files, table, wish).choice();
  }

  /** The columns as they are read. */
  List<Column> columns() {
    return features.stream()
        .map(ColumnProfile::name)
        .map(name ->
            categories.contains(name)
                ? new Column(name, ColumnType.STRING, true)
                : Column.number(name))
        .toList();
  }

  List<String> names() {
    return features.stream().map(ColumnProfile::name).toList();
  }
}
