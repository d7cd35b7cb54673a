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
import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
    Optional<DeviceModel> kept = kept(desired);
    if (kept.isPresent()) {
      return kept.get();
    }
    step.accept("fetching");
    try {
      try (Span fetch = span.child("fetch")) {
        packages.fetch(desired.model(), alive);
        fetch.attribute("bytes", Long.toString(desired.model().bytes()));
      }
      try (Span verify = span.child("verify")) {
        verify.attribute("digest", digest.value());
        return required(mapping -> {
          Verified verified = verified(models.readStaged(desired.model(), mapping));
          DeviceModel model = fitting(desired, verified, mapping);
          models.commit(digest);
          step.accept("staged");
          return Optional.of(model);
        });
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

  /** The model, if its package is in the store and whole: it may have been on its way out of it. */
  private Optional<DeviceModel> kept(DesiredState desired) throws IOException, Refusal {
    if (!models.holds(new Digest(desired.model().digest()))) {
      return Optional.empty();
    }
    return opened(mapping ->
        readKept(desired.model(), mapping) instanceof Verified verified
            ? Optional.of(fitting(desired, verified, mapping))
            : Optional.empty());
  }

  private @Nullable PackageResult readKept(ModelRef model, Arena mapping) {
    try {
      return models.read(model, mapping);
    } catch (IOException e) {
      LOG.warn("{} cannot be read, it is fetched again: {}", model.digest(), e.toString());
      return null;
    }
  }

  /** What gives a model that is mapped. */
  @FunctionalInterface
  private interface Opening {
    Optional<DeviceModel> open(Arena mapping) throws IOException, Refusal;
  }

  private static DeviceModel required(Opening opening) throws IOException, Refusal {
    return opened(opening).orElseThrow();
  }

  /** The mapping is the model's, or ends here. */
  private static Optional<DeviceModel> opened(Opening opening) throws IOException, Refusal {
    Arena mapping = Arena.ofShared();
    Optional<DeviceModel> model = Optional.empty();
    try {
      model = opening.open(mapping);
      return model;
    } catch (InternalError e) {
      throw new IOException("the plan was cut, or its disk fails, while it was read", e);
    } finally {
      if (model.isEmpty()) {
        mapping.close();
      }
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
    return required(
        mapping -> Optional.of(model(verified(models.readKept(model, mapping)), mapping)));
  }

  private static DeviceModel model(Verified verified, Arena mapping) throws Refusal {
    try {
      return DeviceModel.of(verified, mapping);
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

  /** The model, if the source has its columns, and this device computes what training did. */
  private DeviceModel fitting(DesiredState desired, Verified verified, Arena mapping)
      throws IOException, Refusal {
    try {
      Optional<String> wrong =
          context
              .sources()
              .check(desired, DeviceModel.wanted(verified.manifest().signature().inputs()));
      if (wrong.isPresent()) {
        throw new Refusal("schema: " + wrong.get());
      }
      DeviceModel model = model(verified, mapping);
      packages.checkRoom(model);
      if (model.uncovered().isPresent()) {
        throw new Refusal(
            "baseline: has no histogram of feature '%s', so the model's health could not be told"
                .formatted(model.uncovered().get()));
      }
      if (model.parity(verified) instanceof Parity.Different different) {
        throw new Refusal(different.message());
      }
      return model;
    } catch (SourceException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    } catch (ModelFormatException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }
}
