package dev.ionosphere.activities.training;

import dev.ionosphere.activities.hub.ComponentPlace;
import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.activities.model.Blob;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.programs.component.ComponentArchive;
import dev.ionosphere.programs.component.ComponentException;
import dev.ionosphere.programs.component.ComponentFolder;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.ComponentReference;
import dev.ionosphere.spec.reader.BuiltInComponents;
import dev.ionosphere.spec.reader.ComponentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The programs of this worker: those that come with Ionosphere, in one jar, and those that people
 * pushed, fetched from the hub once and kept by their digests.
 */
public final class Components {

  private final Path pipelines;
  private final Path kept;
  private final HubClient hub;

  /**
   * @param pipelines the jar with the components that come with Ionosphere
   * @param kept where those of people are kept
   */
  public Components(Path pipelines, Path kept, HubClient hub) {
    this.pipelines = pipelines.toAbsolutePath().normalize();
    this.kept = kept.toAbsolutePath().normalize();
    this.hub = hub;
  }

  /**
   * A component that is here.
   *
   * @param home its folder; of one that comes with Ionosphere the jar
   * @param program digest of what runs
   * @param pushedBy who handed it in; absent of one that comes with Ionosphere
   */
  record Resolved(Component component, Path home, Digest program, Optional<String> pushedBy) {}

  /**
   * What a job names.
   *
   * @throws InputException if there is no such component
   * @throws IOException if it cannot be read or kept
   */
  Resolved resolve(String text) throws IOException {
    ComponentReference reference =
        ComponentReference.of(text)
            .orElseThrow(() -> new InputException("component '%s' is no name".formatted(text)));
    Optional<Component> builtIn = BuiltInComponents.named(reference.name());
    if (builtIn.isPresent()) {
      return new Resolved(builtIn.get(), pipelines, Blob.of(pipelines).digest(), Optional.empty());
    }
    if (reference.version().isEmpty()) {
      throw new InputException("component '%s' is unknown".formatted(text));
    }
    return fetched(reference.name(), reference.version().get());
  }

  // One at a time: two runs of a new component would unpack it twice.
  private synchronized Resolved fetched(String name, String version) throws IOException {
    ComponentPlace place =
        hub.component(name, version)
            .orElseThrow(() ->
                new InputException(
                    "component '%s@%s' is unknown to the hub".formatted(name, version)));
    Digest digest = new Digest(place.digest());
    Path home = kept.resolve(digest.hex());
    if (Files.notExists(home)) {
      if (place.deleted()) {
        throw new InputException("component '%s@%s' is deleted".formatted(name, version));
      }
      fetch(place, digest, home);
    }
    return new Resolved(manifest(home), home, digest, Optional.of(place.pushedBy()));
  }

  private void fetch(ComponentPlace place, Digest digest, Path home) throws IOException {
    Files.createDirectories(kept);
    Path archive = kept.resolve(place.archive() + ".zip");
    Path partial = kept.resolve(digest.hex() + ".partial");
    try {
      hub.download(place.archive(), archive);
      RunFolder.delete(partial);
      Digest unpacked = new ComponentArchive(archive).unpack(partial).digest();
      if (!unpacked.equals(digest)) {
        throw new InputException(
            "component in blob %s has the digest %s, the hub says %s"
                .formatted(place.archive(), unpacked.value(), digest.value()));
      }
      Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (ComponentException refused) {
      throw new InputException("component %s: %s".formatted(digest, refused.getMessage()));
    } finally {
      Files.deleteIfExists(archive);
      RunFolder.delete(partial);
    }
  }

  private static Component manifest(Path home) throws IOException {
    return switch (ComponentReader.readBytes(new ComponentFolder(home).manifest())) {
      case ComponentReader.Result.Valid valid -> valid.component();
      case ComponentReader.Result.Invalid invalid ->
          throw new InputException(
              "%s of %s: %s"
                  .formatted(
                      ComponentFolder.MANIFEST,
                      home.getFileName(),
                      invalid.findings().getFirst().text()));
    };
  }
}
