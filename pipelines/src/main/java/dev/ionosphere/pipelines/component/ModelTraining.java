package dev.ionosphere.pipelines.component;

import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.Output;
import dev.ionosphere.pipelines.baseline.FeatureHistogram;
import dev.ionosphere.pipelines.baseline.FeatureSummary;
import dev.ionosphere.pipelines.baseline.Magnitudes;
import dev.ionosphere.pipelines.golden.GoldenRows;
import dev.ionosphere.pipelines.golden.Sample;
import dev.ionosphere.pipelines.input.InputRows;
import dev.ionosphere.pipelines.input.TableFiles;
import dev.ionosphere.pipelines.input.TrainingInput;
import dev.ionosphere.pipelines.plan.Input;
import dev.ionosphere.pipelines.plan.Plan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Has a model learned, and writes everything but the completion. */
final class ModelTraining {

  private final SparkSession spark;
  private final Progress progress;
  private final String component;
  private final Learner learner;
  private final int goldenRows;

  ModelTraining(SparkSession spark, Component component, Arguments arguments) {
    this.spark = spark;
    progress = new Progress(spark);
    this.component = component.name();
    learner = component.learner(arguments);
    goldenRows = arguments.goldenRows();
  }

  /** Answers the number of rows that were learned from. */
  long train(TableFiles files, Output output) throws IOException {
    progress.step(1, "looking at the input");
    TrainingInput input = TrainingInput.look(spark, files, learner.columns());
    Magnitudes.check(input.shown(), input.numbers());
    progress.step(1, "reading " + input.shown());
    InputRows complete = input.rows();
    input.tell(complete, System.err);

    progress.step(2, "measuring columns");
    List<FeatureSummary> columns =
        FeatureSummary.of(complete.dataset(input.names()), input.names());
    TrainingRows rows = new TrainingRows(input, complete, kept(input, columns));
    output.write("schema.json", ModelSchema.of(rows, columns));

    progress.step(3, component);
    Learned model = learner.learn(rows);

    progress.step(4, "scoring plan");
    Plan plan = model.plan();
    output.write("plan.json", plan);

    progress.step(5, "golden rows");
    output.write("golden.json", golden(rows, model, plan));

    progress.step(6, "histograms");
    output.write("baseline.json", baseline(rows, model, plan));

    progress.step(7, "metrics");
    Map<String, Object> metrics = new TreeMap<>(input.metrics(complete));
    metrics.putAll(model.metrics());
    output.write("metrics.json", metrics);

    progress.step(8, "saving the model");
    model.pipeline().write().overwrite().save(output.path("spark-model").toUri().toString());
    return complete.count();
  }

  private static List<FeatureSummary> kept(TrainingInput input, List<FeatureSummary> columns) {
    List<FeatureSummary> kept = columns.stream().filter(column -> !column.constant()).toList();
    if (kept.isEmpty()) {
      throw new JobException(
          "input %s: every feature is constant in the rows that lack no value: %s"
              .formatted(input.shown(), input.names()));
    }
    return kept;
  }

  private GoldenRows golden(TrainingRows rows, Learned model, Plan plan) {
    List<double[]> chosen =
        GoldenRows.choose(
            Sample.of(rows.dataset(), rows.count(), goldenRows),
            rows.encoding(),
            plan.inputs().stream().mapToInt(input -> rows.names().indexOf(input.name())).toArray(),
            rows.features().stream().mapToDouble(FeatureSummary::least).toArray(),
            rows.features().stream().mapToDouble(FeatureSummary::most).toArray(),
            model.answers(),
            goldenRows);
    return GoldenRows.of(
        rows.names(), chosen, plan.outputs(), model.pipeline(), model.answers(), spark);
  }

  /** Of the features that the model looks at: a device reads no others. */
  private static Map<String, Object> baseline(TrainingRows rows, Learned model, Plan plan) {
    Set<String> used = plan.inputs().stream().map(Input::name).collect(Collectors.toSet());
    List<FeatureSummary> features =
        rows.features().stream().filter(feature -> used.contains(feature.name())).toList();
    List<String> names = features.stream().map(FeatureSummary::name).toList();
    return Map.of(
        "features",
        FeatureHistogram.of(rows.rows().dataset(names), features, rows.rows()::categories),
        "predictions",
        model.predictions());
  }
}
