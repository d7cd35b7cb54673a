package dev.ionosphere.edge.reconcile;

import dev.ionosphere.data.source.SourceException;
import dev.ionosphere.edge.loop.LoopContext;
import dev.ionosphere.edge.model.DeviceModel;
import dev.ionosphere.edge.model.ModelStore;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a model into the store, checked in every way, without touching what runs. */
final class Staging {

  private static final Logger LOG = LoggerFactory.getLogger(Staging.class);

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
    Optional<Verified> kept = kept(desired.model());
    if (kept.isPresent()) {
      checkFit(desired, kept.get());
      return model(kept.get());
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
      discard(digest);
      throw refusal;
    } catch (OutOfMemoryError e) {
      // Ending the agent would not help: after its start it is ordered the same. What runs is not
      // touched yet.
      discard(digest);
      throw new Refusal(
          "memory: the package of %d bytes needs more than the device has: %s"
              .formatted(desired.model().bytes(), e.getMessage()));
    }
  }

  /** The package, if it is in the store and whole: it may have been on its way out of it. */
  private Optional<Verified> kept(ModelRef model) {
    try {
      return models.holds(new Digest(model.digest()))
              && models.read(model) instanceof Verified verified
          ? Optional.of(verified)
          : Optional.empty();
    } catch (IOException e) {
      LOG.warn("{} cannot be read, it is fetched again: {}", model.digest(), e.toString());
      return Optional.empty();
    }
  }

  private void discard(Digest digest) throws IOException {
    models.discardStaged(digest);
    discardTransfers();
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
  private void checkFit(DesiredState desired, Verified verified) throws IOException, Refusal {
    try {
      Optional<String> wrong =
          context
              .sources()
              .check(desired, DeviceModel.wanted(verified.manifest().signature().inputs()));
      if (wrong.isPresent()) {
        throw new Refusal("schema: " + wrong.get());
      }
      if (DeviceModel.parity(verified) instanceof Parity.Different different) {
        throw new Refusal(different.message());
      }
    } catch (SourceException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    } catch (ModelFormatException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }
}
