package dev.ionosphere.pipelines.forest;

import dev.ionosphere.pipelines.classification.ClassifierLearner;
import dev.ionosphere.pipelines.component.Arguments;
import dev.ionosphere.pipelines.component.Component;
import dev.ionosphere.pipelines.component.ComponentProgram;
import dev.ionosphere.pipelines.component.Learner;

/** Component {@code random-forest} and its main class. */
public final class ForestComponent implements Component {

  public static void main(String[] arguments) {
    new ComponentProgram(new ForestComponent()).main(arguments);
  }

  @Override
  public String name() {
    return "random-forest";
  }

  @Override
  public Learner learner(Arguments arguments) {
    ForestArguments own = ForestArguments.of(arguments);
    return new ClassifierLearner(own.classifier(), new ForestClassifier(own));
  }
}
