package dev.ionosphere.pipelines.component;

import dev.ionosphere.pipelines.golden.Answers;
import dev.ionosphere.pipelines.plan.Plan;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;

/** A model that Spark has learned. */
public interface Learned {

  /** As Spark saves it; takes columns {@code c0}, {@code c1} and so on. */
  PipelineModel pipeline();

  /** How it is scored elsewhere. */
  Plan plan();

  /** How it answers rows. */
  Answers answers();

  /** Rows that were learned from, by the label that the model gives them. */
  long[] predictions();

  /** Figures of it; single numbers are compared from model to model, {@code tables} are shown. */
  Map<String, Object> metrics();
}
