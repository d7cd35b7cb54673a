package dev.ionosphere.activities.training;

import dev.ionosphere.activities.engine.EngineRun;
import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.activities.model.Blob;
import dev.ionosphere.activities.model.PackageFolder;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.training.PackagedModel;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a package to the hub. What the hub has already is not sent again. */
final class RegisterStep {
  private static final Logger LOG = LoggerFactory.getLogger(RegisterStep.class);

  private final HubClient hub;
  private final PackageStep packaging;
  private final HeartbeatedWork work;

  RegisterStep(HubClient hub, PackageStep packaging, HeartbeatedWork work) {
    this.hub = hub;
    this.packaging = packaging;
    this.work = work;
  }

  TrainingResult run(TrainingJob job, PackagedModel packaged, RunReport report) throws Exception {
    EngineRun run = packaging.finished(job);
    TrainingResult result =
        work.run(
            () -> report.alive("registering", run.progress()), () -> register(job, packaged, run));
    report.ended("finished", run.progress());
    LOG.info("run {} made model {}", job.run(), result.model().digest());
    return result;
  }

  private TrainingResult register(TrainingJob job, PackagedModel packaged, EngineRun run)
      throws IOException, InterruptedException {
    PackageFolder folder = PackageFolder.beside(run.output());
    Optional<List<Blob>> found = folder.read(new Digest(packaged.manifest()));
    if (found.isPresent()) {
      return register(job, packaged, found.get());
    }
    LOG.info("run {}: its package is not whole any more, it is packaged again", job.run());
    PackagedModel again = packaging.pack(job, run);
    List<Blob> blobs =
        folder
            .read(new Digest(again.manifest()))
            .orElseThrow(() -> new IOException("package folder " + folder.path() + " changes"));
    return register(job, again, blobs);
  }

  private TrainingResult register(TrainingJob job, PackagedModel packaged, List<Blob> blobs) {
    blobs.forEach(hub::upload);
    ModelRef model =
        hub.register(new Digest(packaged.manifest()), job.ion(), job.node(), job.run());
    return new TrainingResult(job.run(), model, packaged.metrics(), packaged.evidence());
  }
}
