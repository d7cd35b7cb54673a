package dev.ionosphere.pipelines.component;

import dev.ionosphere.pipelines.statistics.Steps;
import org.apache.spark.sql.SparkSession;

/** Where a training is, told to people in the live statistics. */
final class Progress {

  private static final int STEPS = 8;

  private final SparkSession spark;

  Progress(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * @param number from 1 to 8
   */
  void step(int number, String name) {
    spark.sparkContext().setJobDescription(name);
    spark.sparkContext().setLocalProperty(Steps.PROPERTY, new Steps(number, STEPS).toString());
  }
}
