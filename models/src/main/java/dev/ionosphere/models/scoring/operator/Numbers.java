package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import java.util.List;
import java.util.Set;

/** Takes columns of the row that are numbers, by name and in this order. */
public record Numbers(List<String> columns) implements Operator {

  public Numbers {
    columns = List.copyOf(columns);
    Operator.checkedWidth("numbers, columns", columns.size());
    columns.forEach(name -> ShortText.checked("numbers, column", name));
    if (Set.copyOf(columns).size() != columns.size()) {
      throw new ModelFormatException("numbers, columns", "a name twice", "each name once");
    }
  }

  static Numbers read(PlanReader in) {
    return new Numbers(in.texts("names", MOST_WIDTH));
  }

  static Numbers of(JsonFields json) {
    return new Numbers(json.only("kind", "columns").texts("columns"));
  }

  @Override
  public void write(PlanWriter out) {
    out.texts(columns);
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.NUMBERS;
  }

  @Override
  public List<Integer> reads() {
    return List.of();
  }

  @Override
  public int needs() {
    return 0;
  }

  @Override
  public int width() {
    return columns.size();
  }

  /** Where the row lies only the scorer knows. */
  @Override
  public Kernel kernel() {
    throw new UnsupportedOperationException("numbers are taken by the scorer");
  }
}
