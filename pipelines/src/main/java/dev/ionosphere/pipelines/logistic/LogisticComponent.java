package dev.ionosphere.pipelines.logistic;

import dev.ionosphere.pipelines.classification.ClassifierLearner;
import dev.ionosphere.pipelines.component.Arguments;
import dev.ionosphere.pipelines.component.Component;
import dev.ionosphere.pipelines.component.ComponentProgram;
import dev.ionosphere.pipelines.component.Learner;

/** Component {@code logistic-regression} and its main class. */
public final class LogisticComponent implements Component {

  public static void main(String[] arguments) {
    new ComponentProgram(new LogisticComponent()).main(arguments);
  }

  @Override
  public String name() {
    return "logistic-regression";
  }

  @Override
  public Learner learner(Arguments arguments) {
    LogisticArguments own = LogisticArguments.of(arguments);
    return new ClassifierLearner(own.classifier(), new LogisticClassifier(own));
  }
}
