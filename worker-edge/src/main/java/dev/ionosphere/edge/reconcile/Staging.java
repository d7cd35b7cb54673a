package dev.ionosphere.edge.reconcile;

import dev.ionosphere.edge.loop.LoopContext;
import dev.ionosphere.edge.model.DeviceModel;
import dev.ionosphere.edge.model.ModelStore;
import dev.ionosphere.edge.source.CsvSource;
import dev.ionosphere.edge.source.SourceFault;
import dev.ionosphere.edge.source.SourcePath;
import dev.ionosphere.edge.trace.Span;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.models.pack.PackageResult;
import dev.ionosphere.models.pack.PackageResult.Refused;
import dev.ionosphere.models.pack.PackageResult.Verified;
import dev.ionosphere.models.scoring.Parity;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings a model into the store, checked in every way, without touching what runs. */
final class Staging {

  private final LoopContext context;
  private final ModelStore models;
  private final PackageFetch packages;

  Staging(LoopContext context, ModelStore models, PackageFetch packages) {
    this.context = context;
    this.models = models;
    this.packages = packages;
  }

  /**
   * The model of the desired state, fetched unless the store has it whole.
   *
   * @param step told how far it is: fetching, staged
   */
  DeviceModel stage(DesiredState desired, Span span, Consumer<String> step, Runnable alive)
      throws IOException, Refusal {
    Digest digest = new Digest(desired.model().digest());
    if (models.holds(digest) && models.read(desired.model()) instanceof Verified verified) {
      checkFit(desired, verified);
      return model(verified);
    }
    step.accept("fetching");
    try {
      try (Span fetch = span.child("fetch")) {
        packages.fetch(desired.model(), alive);
        fetch.attribute("bytes", Long.toString(desired.model().bytes()));
      }
      try (Span verify = span.child("verify")) {
        verify.attribute("digest", digest.value());
        Verified verified = verified(models.readStaged(desired.model()));
        checkFit(desired, verified);
        models.commit(digest);
        step.accept("staged");
        return model(verified);
      }
    } catch (Refusal refusal) {
      models.discardStaged(digest);
      discardTransfers();
      throw refusal;
    }
  }

  /** Removes transfers that were cut off. No change may be under way. */
  void discardTransfers() throws IOException {
    packages.discardTransfers();
  }

  /** A model that is in the store, checked to be whole. */
  DeviceModel stored(ModelRef model) throws IOException, Refusal {
    return model(verified(models.readKept(model)));
  }

  private static DeviceModel model(Verified verified) throws Refusal {
    try {
      return DeviceModel.of(verified);
    } catch (ModelFormatException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private static Verified verified(PackageResult result) throws Refusal {
    return switch (result) {
      case Verified verified -> verified;
      case Refused refused -> throw new Refusal(refused.message());
    };
  }

  /** Whether the source has the model's columns, and this device computes what training did. */
  private void checkFit(DesiredState desired, Verified verified) throws Refusal {
    try {
      SourcePath path = SourcePath.of(context.sourceRoot(), desired.file(), context.device());
      Optional<String> wrong = new CsvSource(path, verified.manifest().features(), 1).check();
      if (wrong.isPresent()) {
        throw new Refusal("schema: " + wrong.get());
      }
      if (DeviceModel.parity(verified) instanceof Parity.Different different) {
        throw new Refusal(different.message());
      }
    } catch (SourceFault e) {
      throw new Refusal(e.fault());
    } catch (ModelFormatException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }
}
