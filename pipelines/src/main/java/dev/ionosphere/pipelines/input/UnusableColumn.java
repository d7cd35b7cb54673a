package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.check.ColumnProfile;
import java.util.Optional;

/** Columns that nothing can be computed with. */
final class UnusableColumn {

  /** What the column holds or lacks; empty if it has numbers. */
  static Optional<String> why(ColumnProfile column) {
    return switch (column.type()) {
      case BOOL -> Optional.of("holds true and false; list it under 'categories' to use it");
      case DATE -> Optional.of("holds days");
      case TIMESTAMP -> Optional.of("holds times");
      case STRING ->
          Optional.of(
              column.differentTexts() > Categories.MOST
                  ? "holds text of " + different(column)
                  : "holds text of %s; list it under 'categories' to use it"
                      .formatted(different(column)));
      case INT32, INT64, FLOAT32, FLOAT64 -> numeric(column);
    };
  }

  /** The same with a value to look for, which goes no further than to who asked for the run. */
  static Optional<String> example(ColumnProfile column) {
    return column.firstText().map("holds for example '%s'"::formatted).or(() -> why(column));
  }

  private static String different(ColumnProfile column) {
    long different = column.differentTexts();
    return different > Categories.MOST
        ? "more than %d values".formatted(Categories.MOST)
        : different == 1 ? "1 value" : different + " values";
  }

  private static Optional<String> numeric(ColumnProfile column) {
    if (column.values() == 0) {
      return Optional.of("has no value");
    }
    return column.numbers() == column.infinite()
        ? Optional.of("has no finite value")
        : Optional.empty();
  }

  private UnusableColumn() {}
}
