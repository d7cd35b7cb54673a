package dev.ionosphere.activities.training;

import dev.ionosphere.activities.engine.Engine;
import dev.ionosphere.activities.engine.EngineJob;
import dev.ionosphere.activities.model.TrainingOrigin;
import dev.ionosphere.workflows.training.TrainingJob;
import java.io.IOException;
import java.util.List;

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
                    .formatted(job.engine(), engines.stream().map(Engine::name).toList())));
  }

  EngineJob job(TrainingJob job) {
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
        job.master(),
        job.memory());
  }

  TrainingOrigin origin(TrainingJob job) throws IOException {
    return new TrainingOrigin(
        job.ion(),
        job.node(),
        job.run(),
        job.requester(),
        job.component(),
        components.digest(),
        job.arguments(),
        engine(job).version());
  }
}
