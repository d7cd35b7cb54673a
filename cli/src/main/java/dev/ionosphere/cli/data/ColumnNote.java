package dev.ionosphere.cli.data;

import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.data.check.DifferentCells;
import dev.ionosphere.data.row.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** What is remarkable of a column. */
enum ColumnNote {
  EMPTY("empty"),
  CONSTANT("constant"),
  STUCK("stuck"),
  NEARLY_NUMERIC("nearly-numeric"),
  INFINITE("infinite"),
  OUT_OF_RANGE("out-of-range"),
  CATEGORIES("categories"),
  TOO_MANY_CATEGORIES("too-many-categories");

  /** Rows that a category has on average, or it is a key or a word. */
  private static final int MANY_EACH = 2;

  private final String kind;

  ColumnNote(String kind) {
    this.kind = kind;
  }

  /** The names for programs. */
  static List<String> kinds(ColumnProfile profile) {
    return of(profile).stream().map(note -> note.kind).toList();
  }

  static List<ColumnNote> of(ColumnProfile profile) {
    List<ColumnNote> notes = new ArrayList<>();
    for (ColumnNote note : values()) {
      if (note.holds(profile)) {
        notes.add(note);
      }
    }
    return notes;
  }

  private boolean holds(ColumnProfile profile) {
    return switch (this) {
      case EMPTY -> profile.values() == 0;
      case CONSTANT -> profile.type().isNumeric() && profile.isConstant();
      case STUCK -> profile.type().isNumeric() && profile.isStuck();
      case NEARLY_NUMERIC -> profile.isNearlyNumeric();
      case INFINITE -> profile.infinite() > 0;
      case OUT_OF_RANGE -> profile.outOfRange() > 0;
      case CATEGORIES ->
          profile.type() == ColumnType.STRING
              && !profile.isNearlyNumeric()
              && profile.differentTexts() > 1
              && profile.differentTexts() <= DifferentCells.MOST
              && MANY_EACH * profile.differentTexts() <= profile.values();
      case TOO_MANY_CATEGORIES ->
          profile.type() == ColumnType.STRING
              && !profile.isNearlyNumeric()
              && profile.differentTexts() > DifferentCells.MOST;
    };
  }

  /** For a person. */
  String said(ColumnProfile profile) {
    return switch (this) {
      case EMPTY -> "empty";
      case CONSTANT -> "constant";
      case STUCK -> "stuck? one value %d rows in a row".formatted(profile.longestRun());
      case NEARLY_NUMERIC ->
          "%d of %d are no numbers, such as '%s'"
              .formatted(
                  profile.values() - profile.numbers(),
                  profile.values(),
                  profile.firstText().orElse(""));
      case INFINITE -> "%d infinite".formatted(profile.infinite());
      case OUT_OF_RANGE -> "%d beyond any double".formatted(profile.outOfRange());
      case CATEGORIES ->
          "%d different values; training takes them under categories"
              .formatted(profile.differentTexts());
      case TOO_MANY_CATEGORIES ->
          "more than %d different values, too many for categories".formatted(DifferentCells.MOST);
    };
  }

  static double missingShare(ColumnProfile profile) {
    long rows = profile.missing() + profile.values();
    return rows == 0 ? 0 : (double) profile.missing() / rows;
  }
}
