package dev.ionosphere.data.row;

import java.util.Locale;
import java.util.Optional;

/** What a value of a column is. Names on the wire are in lower case. */
public enum ColumnType {
  /** True or false. */
  BOOL,
  /** A whole number of 32 bits. */
  INT32,
  /** A whole number of 64 bits. */
  INT64,
  /** A number that single precision holds; kept as a double. */
  FLOAT32,
  /** A number of double precision. */
  FLOAT64,
  /** Text. */
  STRING,
  /** A day, as days since 1970-01-01. */
  DATE,
  /** An instant, as microseconds since 1970-01-01T00:00Z. */
  TIMESTAMP;

  /** Whether it can be computed with. */
  public boolean isNumeric() {
    return isWhole() || isFloating();
  }

  boolean isWhole() {
    return this == INT32 || this == INT64;
  }

  boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /** Such as {@code float64}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type with this name on the wire. */
  public static Optional<ColumnType> of(String wireName) {
    for (ColumnType type : values()) {
      if (type.wireName().equals(wireName)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
