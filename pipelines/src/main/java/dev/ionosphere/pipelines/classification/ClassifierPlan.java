package dev.ionosphere.pipelines.classification;

import dev.ionosphere.pipelines.plan.AnomalyRule;
import dev.ionosphere.pipelines.plan.Operator;
import dev.ionosphere.pipelines.plan.Output;
import dev.ionosphere.pipelines.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a model with labels says: the label, the probability of each, maybe that of an anomaly. */
final class ClassifierPlan {

  private static final String PROBABILITY = "probability";
  private static final String ANOMALOUS = "anomalous";

  static Plan of(ScorableClassifier model, List<String> labels, AnomalousLabels anomalous) {
    List<Operator> operators = new ArrayList<>(model.operators());
    int probabilities = operators.size() - 1;
    int label = operators.size();
    operators.add(new Operator.Argmax(model.votes(), labels.size()));
    List<Output> outputs = new ArrayList<>();
    outputs.add(Output.label("label", label, labels));
    outputs.add(Output.probabilities(PROBABILITY, probabilities, labels));
    if (anomalous.isSum()) {
      outputs.add(Output.value(ANOMALOUS, operators.size(), 0));
      operators.add(
          new Operator.Linear(
              probabilities, new double[][] {anomalous.weights(labels.size())}, new double[] {0}));
    }
    return Plan.of(model.inputs(), operators, outputs, rule(anomalous));
  }

  private static Optional<AnomalyRule> rule(AnomalousLabels anomalous) {
    if (anomalous.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        anomalous.isSum()
            ? new AnomalyRule(ANOMALOUS, 0, AnomalousLabels.ABOVE)
            : new AnomalyRule(PROBABILITY, anomalous.first(), AnomalousLabels.ABOVE));
  }

  private ClassifierPlan() {}
}
