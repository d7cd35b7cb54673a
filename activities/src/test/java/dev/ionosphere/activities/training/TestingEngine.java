package dev.ionosphere.activities.training;

import dev.ionosphere.activities.engine.Engine;
import dev.ionosphere.activities.engine.EngineJob;
import dev.ionosphere.activities.engine.EngineProgress;
import dev.ionosphere.activities.engine.EngineRun;
import dev.ionosphere.activities.engine.Outcome;
import dev.ionosphere.models.pack.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An engine whose programs end at once, as they are told to; a success leaves a small model. */
final class TestingEngine implements Engine {
  final List<String> launched = new ArrayList<>();
  final List<String> forgotten = new ArrayList<>();
  final Set<String> undeletable = new HashSet<>();
  Outcome outcome = new Outcome.Succeeded();
  private final Set<String> stopped = new HashSet<>();
  private final Path runs;

  TestingEngine(Path runs) {
    this.runs = runs;
  }

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public String version() {
    return "testing-1";
  }

  @Override
  public synchronized EngineRun launch(EngineJob job) throws IOException {
    if (stopped.contains(job.run())) {
      return new Run(output(job.run()), new Outcome.Stopped());
    }
    Optional<EngineRun> finished = finished(job.run());
    if (finished.isPresent()) {
      return finished.get();
    }
    launched.add(job.run());
    if (outcome instanceof Outcome.Succeeded) {
      write(output(job.run()), job.run());
    }
    return new Run(output(job.run()), outcome);
  }

  @Override
  public Optional<EngineRun> finished(String run) {
    return Files.exists(output(run).resolve("completed.json"))
        ? Optional.of(new Run(output(run), new Outcome.Succeeded()))
        : Optional.empty();
  }

  @Override
  public synchronized void stop(String run) {
    stopped.add(run);
  }

  @Override
  public Map<String, EngineRun> underWay() {
    return Map.of();
  }

  @Override
  public List<String> quietSince(Instant time) throws IOException {
    List<String> quiet = new ArrayList<>();
    for (String run : launched) {
      if (Files.exists(output(run))
          && Files.getLastModifiedTime(output(run)).toInstant().isBefore(time)) {
        quiet.add(run);
      }
    }
    return quiet;
  }

  @Override
  public void forget(String run) throws IOException {
    if (undeletable.contains(run)) {
      throw new AccessDeniedException(run);
    }
    forgotten.add(run);
  }

  Path output(String run) {
    return runs.resolve(run).resolve("output");
  }

  private static void write(Path output, String run) throws IOException {
    Files.createDirectories(output.resolve("spark-model/metadata"));
    Map<String, String> files =
        Map.of(
            "plan.json",
            """
            {"features":["x"],"means":[1.0],"deviations":[2.0],"centres":[[-1.0],[1.0]],
             "threshold":0.5,"quantile":0.99}\
            """,
            "golden.json",
            """
            {"features":["x"],"rows":[[-1.0],[4.0]],"clusters":[0,1],"distances":[0.0,0.5]}\
            """,
            "baseline.json",
            """
            {"features":[{"name":"x","kind":"categorical","edges":[-1.0,4.0],"counts":[1,1,0]}]}\
            """,
            "metrics.json",
            "{\"wssse\":0.25,\"rows\":2}",
            "schema.json",
            "{\"features\":[],\"constant\":[]}",
            "spark-model/metadata/part-00000",
            "{}",
            "completed.json",
            "{\"run\":\"%s\",\"rows\":2,\"dataDigest\":\"%s\"}"
                .formatted(run, Digest.of(new byte[] {1})));
    files.forEach((name, content) -> {
      try {
        Files.writeString(output.resolve(name), content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private record Run(Path output, Outcome outcome) implements EngineRun {
    @Override
    public EngineProgress progress() {
      return new EngineProgress("fit", 1, 1, 1, Map.of(), List.of());
    }

    @Override
    public Optional<Outcome> await(Duration atMost) throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException("shutdown");
      }
      return Optional.of(outcome);
    }

    @Override
    public void stop() {}
  }
}
