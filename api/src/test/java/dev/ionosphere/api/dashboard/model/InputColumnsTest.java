package dev.ionosphere.api.dashboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.models.scoring.Categories;
import dev.ionosphere.models.scoring.PlanInputs;
import dev.ionosphere.models.scoring.Unseen;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class InputColumnsTest {

  @Test
  void aColumnOfTextHasItsCategoriesAndWhatBecomesOfOthers() {
    List<String> names = IntStream.range(0, 23).mapToObj("c%02d"::formatted).toList();
    InputColumns columns =
        InputColumns.of(
            new PlanInputs(
                new Schema(
                    List.of(Column.number("heat"), new Column("mode", ColumnType.STRING, false))),
                Map.of("mode", new Categories(names, Unseen.REFUSE))));
    assertThat(columns.more()).isZero();
    assertThat(columns.first())
        .containsExactly(
            new InputColumns.Input("heat", "float64", true, List.of(), 0, ""),
            new InputColumns.Input("mode", "string", false, names.subList(0, 20), 3, "refuse"));
  }

  @Test
  void columnsBeyondTheTwentiethAreCounted() {
    InputColumns columns =
        InputColumns.of(
            PlanInputs.of(
                Schema.ofNumbers(IntStream.range(0, 51).mapToObj(i -> "s" + i).toList())));
    assertThat(columns.first()).hasSize(20);
    assertThat(columns.more()).isEqualTo(31);
  }
}
