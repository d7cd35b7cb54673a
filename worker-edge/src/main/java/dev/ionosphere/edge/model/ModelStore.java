package dev.ionosphere.edge.model;

import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.models.pack.ModelSignature;
import dev.ionosphere.models.pack.ModelVerifier;
import dev.ionosphere.models.pack.PackageReader;
import dev.ionosphere.models.pack.PackageResult;
import dev.ionosphere.models.pack.PartSource;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final Disk disk;
  private final Path directory;
  private final PackageReader reader;

  public ModelStore(Path directory, ModelVerifier verifier) {
    this(Disk.local(), directory, verifier);
  }

  public ModelStore(Disk disk, Path directory, ModelVerifier verifier) {
    this.disk = disk;
    this.directory = directory;
    this.reader = new PackageReader(verifier);
  }

  public boolean holds(Digest digest) {
    return Files.isDirectory(packageDirectory(digest));
  }

  /** Where a package is put together. Files already in it are kept. */
  public Path staging(Digest digest) throws IOException {
    Path staging = directory.resolve(digest.hex() + STAGING);
    new StateDirectory(disk, staging).make();
    return staging;
  }

  /**
   * Reads the package that is being put together and checks all of it.
   *
   * @param mapping of a large plan
   */
  public PackageResult readStaged(ModelRef model, Arena mapping) throws IOException {
    return read(model, staging(new Digest(model.digest())), mapping);
  }

  /**
   * Reads a package of the store and checks that it is whole: disks do rot. Whether its key is
   * still believed is not asked; it was when the package came.
   *
   * @param mapping of a large plan
   */
  public PackageResult readKept(ModelRef model, Arena mapping) throws IOException {
    Digest digest = new Digest(model.digest());
    Path from = packageDirectory(digest);
    return PackageReader.readKept(digest, manifest(from, digest), PartSource.mapped(from, mapping));
  }

  /**
   * Reads a package of the store for an order, and checks its signature as well.
   *
   * @param mapping of a large plan
   */
  public PackageResult read(ModelRef model, Arena mapping) throws IOException {
    return read(model, packageDirectory(new Digest(model.digest())), mapping);
  }

  /**
   * Makes the staged package one of the store. Its parts are durable before it has its name, and
   * the store before it is answered.
   */
  public void commit(Digest digest) throws IOException {
    Path staging = staging(digest);
    for (Path part : children(staging)) {
      disk.force(part);
    }
    disk.syncDirectory(staging);
    Path target = packageDirectory(digest);
    delete(target);
    disk.rename(staging, target);
    disk.syncDirectory(directory);
  }

  public void discardStaged(Digest digest) throws IOException {
    delete(directory.resolve(digest.hex() + STAGING));
  }

  /** Removes every package but these, and everything half fetched. */
  public void collect(Set<String> keep) throws IOException {
    for (Path child : children(directory)) {
      if (!keep.contains("sha256:" + child.getFileName())) {
        delete(child);
      }
    }
  }

  /** One byte more than allowed is enough to refuse it. */
  private static byte[] manifest(Path from, Digest digest) throws IOException {
    try (InputStream in = Files.newInputStream(from.resolve(digest.hex()))) {
      return in.readNBytes(Manifest.MAXIMUM_BYTES + 1);
    }
  }

  private PackageResult read(ModelRef model, Path from, Arena mapping) throws IOException {
    Digest digest = new Digest(model.digest());
    return reader.read(
        digest,
        new ModelSignature(model.keyId(), model.signature()),
        manifest(from, digest),
        PartSource.mapped(from, mapping));
  }

  private Path packageDirectory(Digest digest) {
    return directory.resolve(digest.hex());
  }

  private static List<Path> children(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    }
  }

  private void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(path)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      disk.delete(file);
    }
  }
}
