package dev.ionosphere.data.row;

import java.util.Locale;

/** Why a row is not taken. The names are those of metrics and of {@code -o json}. */
public enum RefusalReason {
  /** It has more or fewer fields than the header. */
  FIELD_COUNT("fields"),
  /** Text follows a closing quote, or a quote is never closed. */
  QUOTE("quote"),
  /** It is longer than any row may be. */
  TOO_LONG("too-long"),
  /** The file ends before the line does. */
  UNFINISHED("unfinished"),
  /** A value is none of its column's type. */
  NOT_OF_TYPE("type"),
  /** A number is beyond what its type holds. */
  OUT_OF_RANGE("range"),
  /** A value is missing that the column cannot be without. */
  MISSING("missing"),
  /** A line is no JSON object. */
  NOT_JSON("json");

  private final String wireName;

  RefusalReason(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  @Override
  public String toString() {
    return wireName.toLowerCase(Locale.ROOT);
  }
}
