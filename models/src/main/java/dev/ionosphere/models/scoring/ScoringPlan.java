package dev.ionosphere.models.scoring;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What to compute for a row: columns are selected, standardised if the plan says so, and the
 * nearest centre is found. The binary form ({@link #toBytes}) is the part {@code plan} of a model
 * package.
 */
public record ScoringPlan(List<Step> steps) {

  /**
   * @throws ModelFormatException if these steps do not make a pipeline that can be scored
   */
  public ScoringPlan {
    steps = List.copyOf(steps);
    boolean known =
        switch (steps.size()) {
          case 2 ->
              steps.get(0) instanceof Step.SelectColumns && steps.get(1) instanceof Step.KMeans;
          case 3 ->
              steps.get(0) instanceof Step.SelectColumns
                  && steps.get(1) instanceof Step.Standardise
                  && steps.get(2) instanceof Step.KMeans;
          default -> false;
        };
    if (!known) {
      throw new ModelFormatException(
          "scoring plan, steps",
          steps.stream().map(s -> s.getClass().getSimpleName()).collect(Collectors.joining(", ")),
          "SelectColumns, Standardise (may be left out), KMeans");
    }
    int width = steps.get(0).width();
    for (Step step : steps) {
      if (step.width() != width) {
        throw new ModelFormatException(
            "scoring plan, width of " + step.getClass().getSimpleName(),
            step.width(),
            width + " as there are columns");
      }
    }
  }

  /** Names of the columns it needs, in the order it uses them. */
  public List<String> features() {
    return ((Step.SelectColumns) steps.getFirst()).names();
  }

  public Step.KMeans kMeans() {
    return (Step.KMeans) steps.getLast();
  }

  public int clusters() {
    return kMeans().clusters();
  }

  public double threshold() {
    return kMeans().threshold();
  }

  /** A scorer for rows that have exactly the plan's columns. */
  public Scorer scorer() {
    return scorer(features());
  }

  /**
   * A scorer for rows of these columns, which may be more and in another order.
   *
   * @throws ModelFormatException if a column that the plan needs is not there
   */
  public Scorer scorer(List<String> columns) {
    return Scorer.of(this, columns);
  }

  public byte[] toBytes() {
    return PlanBytes.write(this);
  }

  /**
   * Reads a plan, trusting nothing in it.
   *
   * @throws ModelFormatException if they are not a plan as {@link #toBytes} gives it
   */
  public static ScoringPlan read(byte[] bytes) {
    return PlanBytes.read(bytes);
  }
}
