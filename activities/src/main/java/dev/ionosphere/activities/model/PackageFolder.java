package dev.ionosphere.activities.model;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A package on disk: the manifest, and its parts by their digests. The manifest is written last.
 *
 * @param path of the folder
 */
public record PackageFolder(Path path) {

  /** Beside the output of a run. */
  public static PackageFolder beside(Path output) {
    return new PackageFolder(output.resolveSibling("package"));
  }

  public void write(ModelPackage made) throws IOException {
    Files.createDirectories(path);
    Files.deleteIfExists(manifest());
    for (Blob part : made.parts()) {
      Path target = part(part.digest());
      switch (part) {
        case Blob.InMemory memory -> replace(target, memory.content());
        case Blob.InFile file ->
            Files.move(file.file(), target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    replace(manifest(), made.manifest().toJson());
  }

  /**
   * The manifest and its parts, the manifest last; empty if one of them is missing or not what its
   * digest says.
   */
  public Optional<List<Blob>> read(Digest manifest) throws IOException {
    try {
      byte[] content = Files.readAllBytes(manifest());
      if (!Digest.of(content).equals(manifest)) {
        return Optional.empty();
      }
      List<Blob> blobs = new ArrayList<>();
      for (Manifest.Part part : Manifest.read(content).parts()) {
        Blob blob = Blob.of(part(part.digest()));
        if (!blob.digest().equals(part.digest())) {
          return Optional.empty();
        }
        blobs.add(blob);
      }
      blobs.add(Blob.of(content));
      return Optional.of(List.copyOf(blobs));
    } catch (NoSuchFileException | ModelFormatException incomplete) {
      return Optional.empty();
    }
  }

  private Path manifest() {
    return path.resolve("manifest.json");
  }

  private Path part(Digest digest) {
    return path.resolve(digest.hex());
  }

  private static void replace(Path target, byte[] content) throws IOException {
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    Files.write(partial, content);
    Files.move(
        partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
