package dev.ionosphere.models.scoring;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import dev.ionosphere.models.scoring.operator.OperatorKind;
import dev.ionosphere.models.scoring.operator.Standardise;
import dev.ionosphere.models.scoring.operator.Vector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A training's {@code plan.json}: {@code inputs, operators, outputs, anomaly}, see
 * docs/reference/model-package.md. The k-means of 0.3.0 wrote {@code features, means, deviations,
 * centres, threshold, quantile}.
 */
public final class PlanJson {

  private static final int MAXIMUM_BYTES = 64 * 1024 * 1024;

  /**
   * Reads a plan as training wrote it.
   *
   * @throws ModelFormatException if it is none
   */
  public static ScoringPlan read(byte[] planJson) {
    JsonFields json = JsonFields.parse("plan.json", planJson, MAXIMUM_BYTES);
    return json.has("centres") ? first(json) : plan(json);
  }

  private static ScoringPlan plan(JsonFields json) {
    json.only("inputs", "operators", "outputs", "anomaly");
    List<Output> outputs = json.objects("outputs").stream().map(PlanJson::output).toList();
    return new ScoringPlan(
        inputs(json, "inputs"),
        json.objects("operators").stream().map(OperatorKind::of).toList(),
        outputs,
        json.has("anomaly")
            ? Optional.of(anomaly(json.object("anomaly"), outputs))
            : Optional.empty());
  }

  /**
   * Columns as training and manifests write them: {@code name, type, nullable}, of a text {@code
   * categories, unseen}.
   *
   * @throws ModelFormatException if they are none, or a name is there twice
   */
  public static PlanInputs inputs(JsonFields json, String field) {
    List<JsonFields> objects = json.objects(field);
    List<Column> columns = objects.stream().map(PlanJson::column).toList();
    names(json.path(field), columns.stream().map(Column::name).toList());
    Map<String, Categories> categories = new HashMap<>();
    for (JsonFields column : objects) {
      if (column.has("categories")) {
        categories.put(
            column.text("name"),
            new Categories(
                column.texts("categories"),
                Unseen.ofWireName(column.path("unseen"), column.text("unseen"))));
      } else if (column.has("unseen")) {
        throw new ModelFormatException(column.path("unseen"), "no categories", "both, or neither");
      }
    }
    return new PlanInputs(new Schema(columns), categories);
  }

  private static Column column(JsonFields json) {
    json.only("name", "type", "nullable", "categories", "unseen");
    String type = json.text("type");
    return new Column(
        ShortText.checked(json.path("name"), json.text("name")),
        ColumnType.of(type)
            .orElseThrow(
                () -> new ModelFormatException(json.path("type"), type, "float64 and the like")),
        json.has("nullable") && json.flag("nullable"));
  }

  /**
   * Names of columns.
   *
   * @throws ModelFormatException if one is empty, odd or there twice
   */
  public static List<String> names(String path, List<String> names) {
    names.forEach(name -> ShortText.checked(path, name));
    if (Set.copyOf(names).size() != names.size()) {
      throw new ModelFormatException(path, "a name twice", "each name once");
    }
    return names;
  }

  private static Output output(JsonFields json) {
    json.only("name", "kind", "of", "column", "labels");
    return new Output(
        json.text("name"),
        Output.Kind.ofWireName(json.path("kind"), json.text("kind")),
        json.index("of"),
        json.has("column") ? json.index("column") : 0,
        json.has("labels") ? json.texts("labels") : List.of());
  }

  private static AnomalyRule anomaly(JsonFields json, List<Output> outputs) {
    json.only("output", "column", "above");
    List<String> names = outputs.stream().map(Output::name).toList();
    int output = names.indexOf(json.text("output"));
    if (output < 0) {
      throw new ModelFormatException(
          json.path("output"), json.text("output"), String.join(", ", names));
    }
    return new AnomalyRule(
        output, json.has("column") ? json.index("column") : 0, json.number("above"));
  }

  private static ScoringPlan first(JsonFields json) {
    json.only("features", "means", "deviations", "centres", "threshold", "quantile");
    List<String> features = names(json.path("features"), json.texts("features"));
    List<double[]> centres = json.rows("centres");
    return FirstPlanBytes.plan(
        features,
        List.of(
            new Standardise(
                0, Vector.of(json.numbers("means")), Vector.of(json.numbers("deviations")))),
        features.size(),
        Vector.of(json.path("centres"), centres, features.size()),
        json.number("threshold"));
  }

  private PlanJson() {}
}
