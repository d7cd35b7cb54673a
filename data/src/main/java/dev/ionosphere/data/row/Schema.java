package dev.ionosphere.data.row;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Columns in their order, each name once. */
public record Schema(List<Column> columns) {

  /**
   * @throws IllegalArgumentException if a name is there twice
   */
  public Schema {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(
            "schema: got column '" + column.name() + "' twice, allowed: each name once");
      }
    }
  }

  /** Numbers that a row may lack. */
  public static Schema ofNumbers(List<String> names) {
    return new Schema(names.stream().map(Column::number).toList());
  }

  public int size() {
    return columns.size();
  }

  public Column column(int index) {
    return columns.get(index);
  }

  public List<String> names() {
    List<String> names = new ArrayList<>(columns.size());
    columns.forEach(column -> names.add(column.name()));
    return names;
  }
}
