package dev.ionosphere.activities.training;

import dev.ionosphere.activities.engine.Engine;
import dev.ionosphere.activities.engine.EngineJob;
import dev.ionosphere.activities.engine.EngineRun;
import dev.ionosphere.activities.model.TrainingOrigin;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.workflows.training.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /**
   * A job with all that its engine needs.
   *
   * @param program digest of what runs
   */
  record Prepared(EngineJob job, Digest program) {}

  Prepared prepare(TrainingJob job) throws IOException {
    Components.Resolved resolved = components.resolve(job.component());
    return new Prepared(
        new EngineJob(
            job.run(),
            job.ion(),
            job.node(),
            resolved.component(),
            resolved.home(),
            new GivenFiles(inputs).of(resolved.component(), job),
            format(job),
            Optional.ofNullable(job.master()),
            Optional.ofNullable(job.memory())),
        resolved.program());
  }

  /** Folder of the job's component. */
  Path home(TrainingJob job) throws IOException {
    return components.resolve(job.component()).home();
  }

  static Map<String, Object> format(TrainingJob job) {
    return job.format() == null ? Map.of() : job.format();
  }

  /** Where a run's model comes from; the program is the one that it was started with. */
  TrainingOrigin origin(TrainingJob job, EngineRun run) throws IOException {
    Components.Resolved resolved = components.resolve(job.component());
    Digest program =
        Files.exists(run.program())
            ? new Digest(Files.readString(run.program()))
            // Of a run that an earlier version of this worker started.
            : resolved.program();
    return new TrainingOrigin(
        job.ion(),
        job.node(),
        job.run(),
        job.requester(),
        job.component(),
        program,
        resolved.pushedBy(),
        job.arguments(),
        format(job),
        engine(job).version());
  }
}
