package dev.ionosphere.edge.model;

import dev.ionosphere.edge.store.DurableFile;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelSignature;
import dev.ionosphere.models.pack.ModelVerifier;
import dev.ionosphere.models.pack.PackageReader;
import dev.ionosphere.models.pack.PackageResult;
import dev.ionosphere.models.pack.PartSource;
import dev.ionosphere.workflows.model.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Packages by digest: {@code <hex>/} holds the manifest and the parts, each named by its own hex
 * digest. A package is put together in {@code <hex>.staging/} and renamed when it is whole.
 */
public final class ModelStore {

  private static final String STAGING = ".staging";

  private final Path directory;
  private final PackageReader reader;

  public ModelStore(Path directory, ModelVerifier verifier) {
    this.directory = directory;
    this.reader = new PackageReader(verifier);
  }

  public boolean holds(Digest digest) {
    return Files.isDirectory(packageDirectory(digest));
  }

  /** Where a package is put together. Files already in it are kept. */
  public Path staging(Digest digest) throws IOException {
    Path staging = directory.resolve(digest.hex() + STAGING);
    DurableFile.createDirectories(staging);
    return staging;
  }

  /** Reads the package that is being put together and checks all of it. */
  public PackageResult readStaged(ModelRef model) throws IOException {
    return read(model, staging(new Digest(model.digest())));
  }

  /** Reads a package of the store and checks all of it: disks do rot. */
  public PackageResult read(ModelRef model) throws IOException {
    return read(model, packageDirectory(new Digest(model.digest())));
  }

  /** Makes the staged package one of the store. */
  public void commit(Digest digest) throws IOException {
    Path staging = staging(digest);
    DurableFile.syncDirectory(staging);
    Path target = packageDirectory(digest);
    delete(target);
    Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
    DurableFile.syncDirectory(directory);
  }

  public void discardStaged(Digest digest) throws IOException {
    delete(directory.resolve(digest.hex() + STAGING));
  }

  /** Removes every package but these, and everything half fetched. */
  public void collect(Set<String> keep) throws IOException {
    DurableFile.createDirectories(directory);
    List<Path> all;
    try (Stream<Path> children = Files.list(directory)) {
      all = children.toList();
    }
    for (Path child : all) {
      if (!keep.contains("sha256:" + child.getFileName())) {
        delete(child);
      }
    }
  }

  private PackageResult read(ModelRef model, Path from) throws IOException {
    Digest digest = new Digest(model.digest());
    byte[] manifest = Files.readAllBytes(from.resolve(digest.hex()));
    return reader.read(
        digest,
        new ModelSignature(model.keyId(), model.signature()),
        manifest,
        PartSource.directory(from));
  }

  private Path packageDirectory(Digest digest) {
    return directory.resolve(digest.hex());
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(path)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
