package dev.ionosphere.data.row;

import java.io.Serializable;

/**
 * A column of a table.
 *
 * @param name as the source has it, not empty; case counts
 * @param nullable whether a row may lack it: a row without one that is not nullable is refused
 */
public record Column(String name, ColumnType type, boolean nullable) implements Serializable {

  /**
   * @throws IllegalArgumentException if the name is empty
   */
  public Column {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("column: got an empty name, allowed: any other");
    }
  }

  /** A number that a row may lack. */
  public static Column number(String name) {
    return new Column(name, ColumnType.FLOAT64, true);
  }
}
