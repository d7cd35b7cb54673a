package dev.ionosphere.pipelines.kmeans;

import dev.ionosphere.pipelines.component.Arguments;
import dev.ionosphere.pipelines.component.Component;
import dev.ionosphere.pipelines.component.ComponentProgram;
import dev.ionosphere.pipelines.component.Learner;

/** Component {@code kmeans} and its main class. */
public final class KMeansComponent implements Component {

  public static void main(String[] arguments) {
    new ComponentProgram(new KMeansComponent()).main(arguments);
  }

  @Override
  public String name() {
    return "kmeans";
  }

  @Override
  public Learner learner(Arguments arguments) {
    return new KMeansLearner(KMeansArguments.of(arguments));
  }
}
