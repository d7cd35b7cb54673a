package dev.ionosphere.api.component;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.blob.BlobStore;
import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.ion.Documents;
import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.programs.component.ComponentArchive;
import dev.ionosphere.programs.component.ComponentException;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.reader.BuiltInComponents;
import dev.ionosphere.spec.reader.ComponentReader;
import dev.ionosphere.spec.reader.UsedComponents;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes components from people. What was pushed under a version never changes. */
@Singleton
public final class ComponentRegistry {

  private static final int LONGEST_SOURCE = 500;

  private final PushedComponents components;
  private final StoredIons ions;
  private final BlobStore blobs;
  private final Path incoming;
  private final long most;
  private final Clock clock;

  ComponentRegistry(
      PushedComponents components,
      StoredIons ions,
      BlobStore blobs,
      HubConfiguration configuration,
      Clock clock) {
    this.components = components;
    this.ions = ions;
    this.blobs = blobs;
    this.most = configuration.blobLimit();
    this.clock = clock;
    this.incoming = Path.of(configuration.data()).resolve("incoming-components");
    try {
      // What came in when the hub was killed.
      RunFolder.delete(incoming);
      Files.createDirectories(incoming);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + incoming, e);
    }
  }

  /**
   * A version.
   *
   * @param isNew whether it was not there before
   */
  record Pushed(PushedComponent component, boolean isNew) {}

  /** What runs a component. */
  public record Use(String ion, String node) {}

  /**
   * Takes an archive. The same one again changes nothing.
   *
   * @param source where it came from; may be empty
   */
  Pushed push(InputStream content, String source, Requester person) throws IOException {
    if (source.length() > LONGEST_SOURCE || source.chars().anyMatch(Character::isISOControl)) {
      throw HubException.malformed(
          "source has %d characters, allowed are %d without control characters"
              .formatted(source.length(), LONGEST_SOURCE));
    }
    Path file = Files.createTempFile(incoming, "component-", ".zip");
    try {
      String sha256 = receive(content, file);
      ComponentArchive.Content read = read(file);
      Component component = component(read.manifest());
      return store(component, read, file, sha256, source, person);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Pushed store(
      Component component,
      ComponentArchive.Content read,
      Path file,
      String sha256,
      String source,
      Requester person)
      throws IOException {
    String id = component.reference().toString();
    Optional<PushedComponent> known = components.findById(id);
    if (known.isPresent()) {
      return again(known.get(), read, file, sha256);
    }
    put(sha256, file);
    PushedComponent pushed =
        new PushedComponent(
            id,
            component.name(),
            component.version(),
            read.digest().value(),
            sha256,
            Files.size(file),
            read.files(),
            read.bytes(),
            new String(read.manifest(), StandardCharsets.UTF_8),
            source,
            person.person(),
            // As exact as databases keep it.
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null,
            null);
    try {
      return new Pushed(components.save(pushed), true);
    } catch (RuntimeException perhaps) {
      // Somebody else may have pushed it in the same moment.
      return again(components.findById(id).orElseThrow(() -> perhaps), read, file, sha256);
    }
  }

  private Pushed again(
      PushedComponent known, ComponentArchive.Content read, Path file, String sha256)
      throws IOException {
    if (!known.digest().equals(read.digest().value())) {
      throw new HubException(
          ErrorCode.CONFLICT,
          "component %s has the digest %s%s, and this one has %s: what was pushed under a version never changes; raise metadata.version"
              .formatted(
                  known.id(),
                  known.digest(),
                  known.deletedAt() == null ? "" : " (it is deleted)",
                  read.digest().value()));
    }
    if (known.deletedAt() == null) {
      return new Pushed(known, false);
    }
    put(sha256, file);
    components.restore(known.id(), sha256, Files.size(file));
    return new Pushed(component(known.name(), known.version()), true);
  }

  private void put(String sha256, Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      blobs.put(sha256, content);
    }
  }

  private static ComponentArchive.Content read(Path file) throws IOException {
    try {
      return new ComponentArchive(file).read();
    } catch (ComponentException refused) {
      throw new HubException(ErrorCode.INVALID, "the archive: " + refused.getMessage());
    }
  }

  private static Component component(byte[] manifest) {
    Component component =
        switch (ComponentReader.readBytes(manifest)) {
          case ComponentReader.Result.Valid valid -> valid.component();
          case ComponentReader.Result.Invalid invalid ->
              throw Documents.refusal(invalid.findings());
        };
    if (BuiltInComponents.named(component.name()).isPresent()) {
      throw new HubException(
          ErrorCode.INVALID,
          "component '%s' comes with Ionosphere: give yours another name"
              .formatted(component.name()));
    }
    return component;
  }

  private String receive(InputStream content, Path file) throws IOException {
    MessageDigest digest = Sha256.start();
    byte[] buffer = new byte[64 * 1024];
    long bytes = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        bytes += read;
        if (bytes > most) {
          throw new HubException(
              ErrorCode.TOO_LARGE, "the archive has more than %d bytes".formatted(most));
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    }
    return Sha256.hex(digest.digest());
  }

  /**
   * A version that is not deleted.
   *
   * @throws HubException if there is none
   */
  public PushedComponent component(String name, String version) {
    PushedComponent component = everPushed(name, version);
    if (component.deletedAt() != null) {
      throw HubException.notFound("component", component.id());
    }
    return component;
  }

  /**
   * A version, deleted or not.
   *
   * @throws HubException if there never was one
   */
  PushedComponent everPushed(String name, String version) {
    String id = name + "@" + version;
    return components.findById(id).orElseThrow(() -> HubException.notFound("component", id));
  }

  /**
   * Deletes a version, unless an ION uses it.
   *
   * @throws HubException if there is none, or it is used
   */
  void delete(String name, String version, Requester person) {
    PushedComponent component = component(name, version);
    List<Use> uses = uses(component.id());
    if (!uses.isEmpty()) {
      throw new HubException(
          ErrorCode.REFUSED, "component %s is used by %s".formatted(component.id(), shown(uses)));
    }
    components.delete(component.id(), person.person(), clock.instant());
  }

  /**
   * A version, built in or pushed.
   *
   * @throws HubException if there is none
   */
  public ComponentView view(String name, String version) {
    Optional<Component> builtIn = BuiltInComponents.named(name);
    if (builtIn.isEmpty()) {
      return ComponentView.of(component(name, version));
    }
    return builtIn
        .filter(component -> component.version().equals(version))
        .map(ComponentView::of)
        .orElseThrow(() -> HubException.notFound("component", name + "@" + version));
  }

  /** The nodes that run it, by their documents of now. */
  public List<Use> uses(ComponentView component) {
    String reference = component.name() + "@" + component.version();
    List<Use> uses = new ArrayList<>(uses(reference));
    if (component.builtIn()) {
      uses.addAll(uses(component.name()));
    }
    return uses;
  }

  private List<Use> uses(String reference) {
    List<Use> uses = new ArrayList<>();
    for (StoredIon ion : ions.findAllOrderByName()) {
      for (Map.Entry<String, String> used :
          UsedComponents.of(Documents.stored(ion.document())).entrySet()) {
        if (used.getValue().equals(reference)) {
          uses.add(new Use(ion.name(), used.getKey()));
        }
      }
    }
    return uses;
  }

  private static String shown(List<Use> uses) {
    List<String> first =
        uses.stream().limit(5).map(use -> "%s in ION %s".formatted(use.node(), use.ion())).toList();
    return String.join(", ", first)
        + (uses.size() > first.size() ? " and %d more".formatted(uses.size() - first.size()) : "");
  }
}
