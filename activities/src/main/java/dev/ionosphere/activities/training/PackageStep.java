package dev.ionosphere.activities.training;

import dev.ionosphere.activities.conversion.ProgramModels;
import dev.ionosphere.activities.engine.EngineRun;
import dev.ionosphere.activities.engine.ProgramRunInfo;
import dev.ionosphere.activities.model.Blob;
import dev.ionosphere.activities.model.ModelPackage;
import dev.ionosphere.activities.model.ModelPackager;
import dev.ionosphere.activities.model.PackageFolder;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.workflows.training.PackagedModel;
import dev.ionosphere.workflows.training.TrainingJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Packages a program's output, in the run's folder. The same output gives the same package. */
final class PackageStep {
  private final EngineJobs jobs;
  private final HeartbeatedWork work;
  private final ProgramModels models;
  private final ModelPackager packager = new ModelPackager();

  PackageStep(EngineJobs jobs, ProgramModels models, HeartbeatedWork work) {
    this.jobs = jobs;
    this.models = models;
    this.work = work;
  }

  PackagedModel run(TrainingJob job, RunReport report) throws Exception {
    EngineRun run = finished(job);
    return work.run(() -> report.alive("packaging", run.progress()), () -> pack(job, run));
  }

  EngineRun finished(TrainingJob job) {
    return jobs.engine(job)
        .finished(job.run())
        .orElseThrow(() ->
            Infrastructure.failure(
                job, "its output is not on this worker, waiting for the worker that has it", null));
  }

  PackagedModel pack(TrainingJob job, EngineRun run) throws IOException, InterruptedException {
    ModelPackage made = packager.pack(jobs.origin(job, run), output(job, run));
    PackageFolder.beside(run.output()).write(made);
    byte[] manifest = made.manifest().toJson();
    long bytes = made.parts().stream().mapToLong(Blob::bytes).sum() + manifest.length;
    return new PackagedModel(
        job.run(), Digest.of(manifest).value(), bytes, made.metrics(), made.evidence().value());
  }

  /** What a program of a user's own left is converted first. */
  private Path output(TrainingJob job, EngineRun run) throws IOException, InterruptedException {
    Optional<ProgramRunInfo> own = run.own();
    return own.isPresent()
        ? models.convert(job.run(), own.get(), jobs.home(job), EngineJobs.format(job))
        : run.output();
  }
}
