package dev.ionosphere.pipelines;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Spark in the process of a test, for all tests of a class. */
public final class TestingSpark {

  /** What a driver gets from its command line. */
  public static final Map<String, String> SETTINGS =
      Map.of(
          "spark.master", "local[2]",
          "spark.ui.enabled", "false",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.driver.host", "127.0.0.1",
          "spark.sql.shuffle.partitions", "2");

  public static SparkSession start() {
    SparkSession.Builder builder = SparkSession.builder().appName("tests");
    SETTINGS.forEach(builder::config);
    return builder.getOrCreate();
  }

  private TestingSpark() {}
}
