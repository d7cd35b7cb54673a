package dev.ionosphere.pipelines.component;

import dev.ionosphere.pipelines.Job;
import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.Output;
import dev.ionosphere.pipelines.input.DataDigest;
import dev.ionosphere.pipelines.input.TableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;

/** A component as a process. Its only argument is the path of the job file. */
public final class ComponentProgram {
  /** The same job would be refused again. */
  private static final int REFUSED = 2;

  private static final int FAILED = 1;

  private final Component component;

  public ComponentProgram(Component component) {
    this.component = component;
  }

  /** Runs the job, and ends the process if that fails. */
  public void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println(
          "ERROR %s: expected the path of a job file, got %d arguments"
              .formatted(component.name(), arguments.length));
      System.exit(REFUSED);
    }
    try {
      run(Job.read(Path.of(arguments[0])));
    } catch (JobException refused) {
      fail(REFUSED, String.valueOf(refused.getMessage()));
    } catch (Exception failed) { // Spark throws checked exceptions that Java does not see coming.
      failed.printStackTrace();
      fail(FAILED, rootCause(failed));
    }
  }

  /** Runs the job on the Spark that its process was started with. */
  public void run(Job job) throws IOException {
    // What is wrong with the job itself is said before Spark takes its seconds to start.
    Arguments arguments = arguments(job);
    component.learner(arguments);
    arguments.goldenRows();
    TableFiles.of(job);
    try (SparkSession spark =
        SparkSession.builder().appName(job.component() + " " + job.run()).getOrCreate()) {
      run(job, spark);
    }
  }

  /** Runs the job. */
  public void run(Job job, SparkSession spark) throws IOException {
    ModelTraining training = new ModelTraining(spark, component, arguments(job));
    TableFiles files = TableFiles.of(job);
    Output output = Output.open(Path.of(job.output()));
    String digest = DataDigest.of(files.paths());
    long rows = training.train(files, output);
    output.write("completed.json", Map.of("run", job.run(), "rows", rows, "dataDigest", digest));
  }

  private Arguments arguments(Job job) {
    return new Arguments(component.name(), job.arguments());
  }

  /** The last line of a failed driver says why. */
  private void fail(int code, String message) {
    System.err.println(
        "ERROR "
            + message.lines().findFirst().orElse(component.name() + " failed without a message"));
    System.exit(code);
  }

  private static String rootCause(Throwable failed) {
    Throwable cause = failed;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return cause instanceof SparkException
        ? message
        : cause.getClass().getSimpleName() + ": " + message;
  }
}
