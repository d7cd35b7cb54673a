package dev.ionosphere.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * A program in the place of Spark's, for tests that train often: it leaves the same small model
 * each time. The worker launches it, watches it and finds it again as it does with Spark.
 */
record TrainingProgram(Path home) {

  private static final String SUBMIT =
      """
      #!/bin/sh
      # In the place of spark-submit. The last argument is the job.
      set -e
      home=$(dirname "$(dirname "$0")")
      for job; do :; done
      field() { sed -n 's/.*"'"$1"'":"\\([^"]*\\)".*/\\1/p' "$job"; }
      sleep "$(cat "$home/seconds")"
      output=$(field output)
      mkdir -p "$output"
      cp -R "$home/model/." "$output"
      head -c "$(cat "$home/bytes")" /dev/urandom > "$output/spark-model/filler"
      printf '{"run":"%s","rows":2,"dataDigest":"sha256:%064d"}' "$(field run)" 0 > "$output/completed"
      mv "$output/completed" "$output/completed.json"
      """;

  private static final Map<String, String> MODEL =
      Map.of(
          "plan.json",
          """
          {"features":["sensor2"],"means":[642.0],"deviations":[2.0],"centres":[[-1.0],[1.0]],
           "threshold":0.5,"quantile":0.99}
          """,
          "golden.json",
          """
          {"features":["sensor2"],"rows":[[640.0],[645.0]],"clusters":[0,1],"distances":[0.0,0.5]}
          """,
          "baseline.json",
          """
          {"features":[{"name":"sensor2","kind":"categorical","edges":[640.0,645.0],"counts":[1,1,0]}]}
          """,
          "metrics.json",
          "{\"wssse\":0.25,\"rows\":2}",
          "schema.json",
          "{\"features\":[],\"constant\":[]}");

  static TrainingProgram in(Path home) throws IOException {
    Path submit = home.resolve("bin/spark-submit");
    Files.createDirectories(submit.getParent());
    Files.writeString(submit, SUBMIT);
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
    // The version by which the worker knows a distribution of Spark.
    Files.createDirectories(home.resolve("jars"));
    Files.writeString(home.resolve("jars/spark-core_2.13-0.jar"), "");
    Files.createDirectories(home.resolve("model/spark-model"));
    for (Map.Entry<String, String> file : MODEL.entrySet()) {
      Files.writeString(home.resolve("model").resolve(file.getKey()), file.getValue());
    }
    TrainingProgram program = new TrainingProgram(home);
    program.lasts(0);
    program.leaves(0);
    return program;
  }

  /** From the next run on. */
  void lasts(int seconds) throws IOException {
    Files.writeString(home.resolve("seconds"), "" + seconds);
  }

  /** From the next run on: so much has to be packaged. */
  void leaves(long bytes) throws IOException {
    Files.writeString(home.resolve("bytes"), "" + bytes);
  }

  /** From the next run on: it ends at once, without a model. */
  void fails() throws IOException {
    Files.writeString(home.resolve("bin/spark-submit"), "#!/bin/sh\necho no rows >&2\nexit 1\n");
  }

  /** From the next run on: metrics of its model, as JSON. */
  void reports(String metrics) throws IOException {
    Files.writeString(home.resolve("model/metrics.json"), metrics);
  }

  /** What {@code ion up} has to know. */
  Map<String, String> settings() {
    return Map.of("SPARK_HOME", home.toString());
  }
}
