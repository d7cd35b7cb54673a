package dev.ionosphere.activities.training;

import dev.ionosphere.activities.engine.Engine;
import dev.ionosphere.activities.engine.EngineJob;
import dev.ionosphere.activities.engine.EngineRun;
import dev.ionosphere.activities.model.TrainingOrigin;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.workflows.training.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** What a training's job means to its engine. */
record EngineJobs(List<Engine> engines, Components components, InputFiles inputs) {

  EngineJobs {
    engines = List.copyOf(engines);
  }

  Engine engine(TrainingJob job) {
    return engines.stream()
        .filter(engine -> engine.name().equals(job.engine()))
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                "engine '%s' is unknown, allowed are %s"
                    .formatted(
                        job.engine(),
                        String.join(", ", engines.stream().map(Engine::name).toList()))));
  }

  EngineJob job(TrainingJob job) throws IOException {
    Object input = job.arguments().get("input");
    if (input == null) {
      throw new InputException(
          "run %s: argument 'input' is missing, a path relative to the data directory"
              .formatted(job.run()));
    }
    return new EngineJob(
        job.run(),
        job.component(),
        components.mainClass(job.component()),
        components.program(),
        job.arguments(),
        inputs.find(input),
        format(job),
        job.master(),
        job.memory());
  }

  private static Map<String, Object> format(TrainingJob job) {
    return job.format() == null ? Map.of() : job.format();
  }

  /** Digest of the program as it is now. */
  Digest program() throws IOException {
    return components.digest();
  }

  /** Where a run's model comes from; the program is the one that it was started with. */
  TrainingOrigin origin(TrainingJob job, EngineRun run) throws IOException {
    Digest program =
        Files.exists(run.program())
            ? new Digest(Files.readString(run.program()))
            // Of a run that an earlier version of this worker started.
            : program();
    return new TrainingOrigin(
        job.ion(),
        job.node(),
        job.run(),
        job.requester(),
        job.component(),
        program,
        job.arguments(),
        format(job),
        engine(job).version());
  }
}
