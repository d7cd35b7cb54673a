package dev.ionosphere.pipelines.golden;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ionosphere.pipelines.plan.Output;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers to all rows in one output: labels, numbers, or numbers by label. Of a row that is not
 * scored there is no label, and NaN.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GoldenOutput(
    String name,
    @Nullable List<@Nullable String> labels,
    double @Nullable [] @Nullable [] probabilities,
    double @Nullable [] values) {

  /**
   * @param answers by row; of a label its place
   */
  static GoldenOutput of(Output output, List<double[]> answers) {
    return switch (output.kind()) {
      case label -> {
        List<@Nullable String> labels = new ArrayList<>();
        for (double[] answer : answers) {
          labels.add(Double.isNaN(answer[0]) ? null : output.labels().get((int) answer[0]));
        }
        yield new GoldenOutput(output.name(), labels, null, null);
      }
      case probabilities ->
          new GoldenOutput(output.name(), null, answers.toArray(double[][]::new), null);
      case value ->
          new GoldenOutput(
              output.name(),
              null,
              null,
              answers.stream().mapToDouble(answer -> answer[0]).toArray());
    };
  }
}
