package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.data.check.TableProfile;
import java.util.List;
import java.util.Optional;

/**
 * The columns to learn from, and what becomes of the others.
 *
 * @param features in the order in which they are listed, else that of the file
 * @param constant names of columns that never change, but for rounding: they say nothing
 * @param leftOut what cannot be learned from
 * @param label the column to be told from the others, if one is asked for
 */
record ColumnChoice(
    List<ColumnProfile> features,
    List<String> constant,
    List<LeftOut> leftOut,
    Optional<LabelColumn> label) {

  ColumnChoice {
    features = List.copyOf(features);
    constant = List.copyOf(constant);
    leftOut = List.copyOf(leftOut);
  }

  static ColumnChoice of(TableFiles files, TableProfile table, ColumnWish wish) {
    return new ColumnChooser(files, table, wish).choice();
  }

  List<String> names() {
    return features.stream().map(ColumnProfile::name).toList();
  }
}
