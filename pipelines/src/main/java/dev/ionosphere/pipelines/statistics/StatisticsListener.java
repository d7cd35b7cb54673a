package dev.ionosphere.pipelines.statistics;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Appends the progress of an application to a file, one JSON object a line. Registered from outside
 * by {@code spark.extraListeners}; the file is {@code spark.ionosphere.statistics}. Whatever goes
 * wrong here is reported once on the error stream and never reaches the application.
 */
public final class StatisticsListener extends SparkListener {
  private final ProgressCount progress = new ProgressCount();
  private final StatisticsFile file;
  private boolean reported;

  public StatisticsListener(SparkConf configuration) {
    this(
        new StatisticsFile(
            Path.of(configuration.get("spark.ionosphere.statistics")), Clock.systemUTC()));
  }

  StatisticsListener(StatisticsFile file) {
    this.file = file;
  }

  @Override
  public void onJobStart(SparkListenerJobStart event) {
    quietly(() -> {
      Properties properties = event.properties();
      String description =
          properties == null ? null : properties.getProperty("spark.job.description");
      progress.step(Steps.of(properties == null ? null : properties.getProperty(Steps.PROPERTY)));
      Set<Integer> stages = new HashSet<>();
      for (StageInfo stage : CollectionConverters.asJava(event.stageInfos())) {
        progress.stageKnown(stage.stageId(), stage.numTasks());
        stages.add(stage.stageId());
      }
      progress.jobStarted(event.jobId(), description, stages);
      file.offer(progress, "job-start");
    });
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd event) {
    quietly(() -> {
      progress.jobEnded(event.jobId());
      file.offer(progress, "job-end");
    });
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    quietly(() -> {
      StageInfo stage = event.stageInfo();
      progress.stageStarted(stage.stageId(), stage.name(), stage.numTasks());
      file.offer(progress, "stage-start");
    });
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted event) {
    quietly(() -> {
      StageInfo stage = event.stageInfo();
      progress.stageEnded(stage.stageId());
      CollectionConverters.asJava(stage.accumulables()).values().forEach(this::count);
      file.offer(progress, "stage-end");
    });
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    quietly(() -> {
      progress.taskEnded(event.stageId(), event.taskInfo().successful());
      CollectionConverters.asJava(event.taskInfo().accumulables()).forEach(this::count);
      file.offer(progress, "task");
    });
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd event) {
    quietly(() -> file.last(progress, "end"));
  }

  /** Only what the program itself named: Spark's and SQL's own figures are left out. */
  private void count(AccumulableInfo accumulator) {
    boolean named = accumulator.name().isDefined();
    boolean own = accumulator.metadata().isEmpty();
    if (named
        && own
        && !accumulator.name().get().startsWith("internal.")
        && accumulator.value().isDefined()
        && accumulator.value().get() instanceof Number value) {
      progress.counter(accumulator.name().get(), value.doubleValue());
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private synchronized void quietly(Step step) {
    try {
      step.run();
    } catch (Exception failure) {
      if (!reported) {
        reported = true;
        System.err.println("WARN statistics are incomplete: " + failure);
      }
    }
  }
}
