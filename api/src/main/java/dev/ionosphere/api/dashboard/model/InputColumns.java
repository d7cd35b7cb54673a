package dev.ionosphere.api.dashboard.model;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.models.scoring.Categories;
import dev.ionosphere.models.scoring.PlanInputs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a model needs of a row, as many as a page can show.
 *
 * @param first in the order of the model
 * @param more columns that are not among them
 */
public record InputColumns(List<Input> first, int more) {

  private static final int MOST = 20;

  public InputColumns {
    first = List.copyOf(first);
  }

  /**
   * One column.
   *
   * @param nullable whether a row may lack it
   * @param categories the first of a text, empty of a number
   * @param more categories that are not among them
   * @param unseen what becomes of a row with another value; empty of a number
   */
  public record Input(
      String name,
      String type,
      boolean nullable,
      List<String> categories,
      int more,
      String unseen) {

    public Input {
      categories = List.copyOf(categories);
    }

    private static Input of(Column column, @Nullable Categories categories) {
      List<String> values = categories == null ? List.of() : categories.values();
      return new Input(
          column.name(),
          column.type().wireName(),
          column.nullable(),
          values.subList(0, Math.min(MOST, values.size())),
          Math.max(0, values.size() - MOST),
          categories == null ? "" : categories.unseen().wireName());
    }
  }

  static InputColumns of(PlanInputs inputs) {
    return new InputColumns(
        inputs.columns().stream()
            .limit(MOST)
            .map(column -> Input.of(column, inputs.categories().get(column.name())))
            .toList(),
        Math.max(0, inputs.size() - MOST));
  }
}
